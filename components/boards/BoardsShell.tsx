import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/i18n.ts';
import { CloseIcon } from '../icons.tsx';

/** What came of something the user did, and how to take it back. */
export interface Outcome {
  words: string;
  isRefusal?: boolean;
  undo?: () => void;
}

/** The frame of the page of boards: what is shown, and what came of what was done last. */
export function BoardsShell(props: {
  outcome: Outcome | null;
  onDismiss(): void;
  /** Which view it is: on another one the focus goes to its heading. */
  view: string;
  children: ComponentChildren;
}) {
  const { outcome, onDismiss, view, children } = props;
  const main = useRef<HTMLElement>(null);
  const former = useRef(view);
  useEffect(() => {
    if (former.current === view) return;
    former.current = view;
    scrollTo(0, 0);
    main.current?.querySelector<HTMLElement>('h1')?.focus();
  }, [view]);
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The card with the button that deleted it is gone.
    const isLost = !document.activeElement || document.activeElement === document.body;
    if (outcome?.undo && isLost) undo.current?.focus();
  }, [outcome]);
  const toHeading = (): void => main.current?.querySelector<HTMLElement>('h1')?.focus();
  return (
    <main ref={main} class="magpie boards-page">
      {children}
      <div class="outcome" data-shown={outcome !== null || undefined}>
        <p role="status" data-fault={outcome?.isRefusal || undefined}>
          {outcome?.words}
        </p>
        {outcome?.undo && (
          <button
            ref={undo}
            type="button"
            class="text-button"
            onClick={() => {
              toHeading();
              outcome.undo?.();
            }}
          >
            {t('common.undo')}
          </button>
        )}
        {outcome && (
          <button
            type="button"
            class="icon-button"
            aria-label={t('common.close')}
            onClick={() => {
              toHeading();
              onDismiss();
            }}
          >
            <CloseIcon />
          </button>
        )}
      </div>
    </main>
  );
}

/** A view that has nothing but a heading to show, and why. */
export function PlainView(props: { title: string; back?: string; children?: ComponentChildren }) {
  return (
    <header class="board-head">
      {props.back !== undefined && (
        <a class="back" href={props.back}>
          {t('insights.allBoards')}
        </a>
      )}
      <h1 tabIndex={-1}>{props.title}</h1>
      <p class="hint">{props.children}</p>
    </header>
  );
}
