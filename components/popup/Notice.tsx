import type { ComponentChildren } from 'preact';

/** A plain sentence where there is nothing else to show, and what can be done about it. */
export function Notice(props: {
  title: string;
  children?: ComponentChildren;
  action?: { label: string; onClick(): void };
}) {
  const { title, children, action } = props;
  return (
    <section class="notice">
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action && (
        <button type="button" class="button button--first" onClick={action.onClick}>
          {action.label}
        </button>
      )}
    </section>
  );
}
