import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** A part of the options page under its heading, which names it. */
export function Section(props: { title: string; hint?: string; children: ComponentChildren }) {
  const { title, hint, children } = props;
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {hint && <p class="hint">{hint}</p>}
      {children}
    </section>
  );
}
