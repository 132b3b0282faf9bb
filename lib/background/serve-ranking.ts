import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { boardName } from '../board/board-name.ts';
import { fitOf } from '../board/model/board-model.ts';
import type { BoardModels } from '../board/model/board-models.ts';
import { decodeEmbedding } from '../board/model/embedding.ts';
import type { SavedModel } from '../board/model/model-store.ts';
import type { AnalysisService } from '../engine/analysis-service.ts';
import type { BackendChoice } from '../engine/backend-choice.ts';
import { type Failure, MagpieError, toFailure } from '../errors.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { FitOrderSchema, rankingMessages } from '../platform/ranking-messages.ts';
import { assertOwnPage } from './own-page.ts';

/** What the ranking of pages needs of its surroundings. */
export interface RankingOptions {
  service: Pick<AnalysisService, 'embed'>;
  models: Pick<BoardModels, 'all'>;
  /** What the user wants the models to run on. */
  backend: () => Promise<BackendChoice>;
}

/** Chrome takes two pictures a second of what a window shows, and refuses a third. */
const BETWEEN_CAPTURES = 550;

/** How long a picture waits for its page to ask about it, in milliseconds. */
const CAPTURE_LIFE = 20_000;

/** As good as the page's own to a network, at a tenth of a PNG's bytes. */
const CAPTURE_FORMAT = { format: 'jpeg', quality: 92 } as const;

/**
 * Serves the ranking of a page's pictures by their fit to a board. The pictures are taken from what
 * the tab shows, so that nothing is asked of the page's site; they are kept in memory only, and only
 * until they are looked at. Registers its listeners at once.
 */
export function serveRanking({ service, models, backend }: RankingOptions): void {
  const captures = new Map<number, { id: string; picture: string }>();
  const looks = new Map<number, AbortController>();
  let lastCapture = 0;
  const oneByOne = oneAtATime();

  /** One at a time, and not too soon after the last. */
  const inTurn = (capture: () => Promise<string>): Promise<string> =>
    oneByOne(async () => {
      const wait = lastCapture + BETWEEN_CAPTURES - Date.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      lastCapture = Date.now();
      return capture();
    });

  const keep = (tabId: number, picture: string): string => {
    const id = crypto.randomUUID();
    captures.set(tabId, { id, picture });
    setTimeout(() => captures.get(tabId)?.id === id && captures.delete(tabId), CAPTURE_LIFE);
    return id;
  };

  const leave = (tabId: number): void => {
    looks.get(tabId)?.abort();
    looks.delete(tabId);
    captures.delete(tabId);
  };

  rankingMessages.onMessage('ranking:boards', async ({ sender }) => {
    assertOwnPage(sender);
    return (await models.all()).map(({ id, subject }) => ({ id, name: boardName(subject) }));
  });

  rankingMessages.onMessage('ranking:capture', async ({ sender }) => {
    const tabId = tabIdOf(sender);
    try {
      const picture = await inTurn(() => captureTab(tabId));
      return { ok: true, capture: keep(tabId, picture) };
    } catch (error) {
      return failed(error, 'capture-refused');
    }
  });

  rankingMessages.onMessage('ranking:fit', async ({ data, sender }) => {
    const tabId = tabIdOf(sender);
    const { boardId, capture, areas } = v.parse(FitOrderSchema, data);
    const taken = captures.get(tabId);
    captures.delete(tabId);
    // The background was gone in between, or another picture was taken since.
    if (taken?.id !== capture) return { ok: false, failure: { code: 'engine-lost' } };
    looks.get(tabId)?.abort();
    const controller = new AbortController();
    looks.set(tabId, controller);
    try {
      const saved = (await models.all()).find(({ id }) => id === boardId);
      if (!saved) return { ok: false, failure: { code: 'board-not-learned' } };
      const outcome = await service.embed(
        { picture: taken.picture, areas, backend: await backend() },
        controller.signal,
      );
      return outcome.ok
        ? { ok: true, fits: outcome.embeddings.map((text) => fitOfText(saved, text)) }
        : outcome;
    } catch (error) {
      return { ok: false, failure: toFailure(error) };
    } finally {
      if (looks.get(tabId) === controller) looks.delete(tabId);
    }
  });

  rankingMessages.onMessage('ranking:leave', ({ sender }) => leave(tabIdOf(sender)));
  browser.tabs.onRemoved.addListener(leave);
}

/**
 * What a tab shows, as a `data:` URL.
 *
 * @throws MagpieError `capture-refused` where another tab has come to the front
 */
async function captureTab(tabId: number): Promise<string> {
  const { windowId } = await frontTab(tabId);
  const picture = await browser.tabs.captureVisibleTab(windowId, CAPTURE_FORMAT);
  await frontTab(tabId);
  return picture;
}

/** A tab that is in front; what its window shows is the tab's only then. */
async function frontTab(tabId: number) {
  const tab = await browser.tabs.get(tabId);
  if (!tab.active) throw new MagpieError('capture-refused', { detail: 'not in front' });
  return tab;
}

function failed(error: unknown, code: Failure['code']): { ok: false; failure: Failure } {
  return { ok: false, failure: { code, detail: String(error) } };
}

function fitOfText({ model }: SavedModel, text: string): number {
  const embedding = decodeEmbedding(text);
  if (!embedding) throw new MagpieError('engine-failed', { detail: 'no embedding' });
  return fitOf(model, embedding);
}

function tabIdOf({ tab }: { tab?: { id?: number } }): number {
  if (tab?.id === undefined) throw new TypeError('not a message from a tab');
  return tab.id;
}
