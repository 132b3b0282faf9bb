import type { ComponentChildren, Ref } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { STAGES } from '../../lib/analysis.ts';
import { isRetryable } from '../../lib/errors.ts';
import { t } from '../../lib/i18n.ts';
import type { Rect } from '../../lib/overlay/geometry.ts';
import {
  type Corner,
  hasRoomToPick,
  markRoom,
  needsCompactMark,
  pickShowsText,
} from '../../lib/overlay/occlusion.ts';
import type { Run } from '../../lib/tab-state.ts';
import { AreaIcon } from '../icons.tsx';
import { MagpieMark } from '../MagpieMark.tsx';
import { countFinds, sentenceFor, stageWords } from '../words.ts';

/** Magpie's mark in a corner of the picture: how many finds, how far, or that it failed. */
export function Mark(props: {
  run: Run;
  corner: Corner;
  visible: Rect;
  open: boolean;
  onToggle(): void;
  onRetry(): void;
  /** The picture waits, and the user wants it analysed. */
  onLook(): void;
  /** The user wants to draw an area. */
  onPick(): void;
  pickRef: Ref<HTMLButtonElement>;
  /** What it unfolds further. */
  children?: ComponentChildren;
}) {
  const { run, corner, visible, open, onToggle, onRetry, onPick, pickRef, children } = props;
  const isIdle = run.status === 'idle';
  const canPick =
    open && run.status !== 'running' && run.analysis !== null && hasRoomToPick(visible);
  const panelId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const found = run.analysis?.objects.length ?? 0;
  const text = markText(run, found);
  const name = t('overlay.mark', { status: text });
  const sentence = open ? panelSentence(run, found) : null;
  const compact = needsCompactMark(visible);
  const room = markRoom(visible);
  const retry = run.status === 'failed' && isRetryable(run.failure.code);
  return (
    <div
      class="corner"
      data-corner={corner}
      style={{
        left: `${room.x}px`,
        top: `${room.y}px`,
        width: `${room.width}px`,
        height: `${room.height}px`,
      }}
    >
      <div class="corner__row">
        <button
          ref={button}
          type="button"
          class="mark"
          data-status={run.status}
          data-compact={compact || undefined}
          aria-label={name}
          aria-expanded={isIdle ? undefined : open}
          aria-controls={sentence ? panelId : undefined}
          onClick={isIdle ? props.onLook : onToggle}
        >
          <span class="mark__ring" style={{ '--done': `${progress(run) * 100}%` }}>
            <MagpieMark size={22} />
          </span>
          <span class="mark__text">{compact ? shortText(run, found) : text}</span>
        </button>
        {canPick && (
          <button
            ref={pickRef}
            type="button"
            class="pick"
            data-compact={compact || undefined}
            aria-label={t('common.pickArea')}
            title={t('overlay.pickHint')}
            onClick={onPick}
          >
            <AreaIcon />
            {pickShowsText(visible) && <span>{t('common.pickArea')}</span>}
          </button>
        )}
      </div>
      {sentence && (
        <div class="panel" id={panelId}>
          <p>{sentence}</p>
          {retry && (
            <button
              type="button"
              class="button button--first"
              onClick={() => {
                // The button goes as the new run starts; the focus must not go with it.
                button.current?.focus({ preventScroll: true });
                onRetry();
              }}
            >
              {t('common.tryAgain')}
            </button>
          )}
        </div>
      )}
      {children}
      <p class="unseen" role="status">
        {isIdle ? '' : ((run.status === 'running' ? null : panelSentence(run, found)) ?? name)}
      </p>
    </div>
  );
}

/** The share of the stages behind us. */
function progress(run: Run): number {
  return run.status === 'running' ? (STAGES.indexOf(run.stage) + 0.5) / STAGES.length : 1;
}

function markText(run: Run, found: number): string {
  if (run.status === 'idle') return t('overlay.look');
  if (found > 0 || run.status === 'done') return countFinds(found);
  return run.status === 'running' ? t('overlay.looking') : t('common.couldNotLook');
}

function shortText(run: Run, found: number): string {
  if (run.status === 'idle') return '?';
  if (found > 0 || run.status === 'done') return String(found);
  return run.status === 'running' ? '…' : '!';
}

/** What the mark unfolds where hotspots do not say it all. */
function panelSentence(run: Run, found: number): string | null {
  switch (run.status) {
    case 'idle':
      return null;
    case 'failed':
      return sentenceFor(run.failure.code);
    case 'running':
      return found > 0 ? null : t('common.sentence', { words: stageWords(run.stage) });
    case 'done':
      return found > 0 ? null : t('common.nothingFound');
  }
}
