import { useId, useState } from 'preact/hooks';
import type { RunProgress } from '../../lib/board/run-progress.ts';
import type { ErrorCode } from '../../lib/errors.ts';
import { t } from '../../lib/i18n.ts';
import { SCOPES, SECRET_SCOPES } from '../../lib/pinterest-api/access-token.ts';
import type { ApiBoard } from '../../lib/pinterest-api/answers.ts';
import { sentenceFor } from '../words.ts';
import { ApiBoardItem, type ApiBoardItemProps } from './ApiBoardItem.tsx';
import { type CheckEnd, SecretForm } from './SecretForm.tsx';
import { useKeep } from './saving.tsx';

const APPS_URL = 'https://developers.pinterest.com/apps/';

export interface PinterestApiProps
  extends Pick<ApiBoardItemProps, 'onAnalyse' | 'onPause' | 'onResume'> {
  hasToken: boolean;
  /** Whether the browser lets Magpie ask the API. */
  allowed: boolean;
  /** The user's boards; null where they are not known. */
  boards: readonly ApiBoard[] | null;
  /** How far the analyses of boards have come, by the board's id. */
  runs: ReadonlyMap<string, RunProgress>;
  /** Asks for the permission, in the click, and tries the token; it is kept if it works. */
  onCheck(token: string): Promise<CheckEnd>;
  /** Asks for the permission alone; false when it is refused. */
  onAllow(): Promise<boolean>;
  /** Asks for the boards anew; null, or why that failed. */
  onAskForBoards(): Promise<ErrorCode | null>;
  /** Deletes the token and gives the permission back. */
  onTurnOff(): Promise<void>;
}

/** Pinterest's API in the options: off until the user brings an access token of their own. */
export function PinterestApi(props: PinterestApiProps) {
  const id = useId();
  return (
    <section class="pinterest-api" aria-labelledby={id}>
      <h2 id={id}>{t('pinterestApi.title')}</h2>
      <p class="hint">{t('pinterestApi.intro')}</p>
      {props.hasToken ? <TurnedOn {...props} /> : <TokenForm onCheck={props.onCheck} />}
    </section>
  );
}

function TokenForm({ onCheck }: Pick<PinterestApiProps, 'onCheck'>) {
  return (
    <>
      <SecretForm
        label={t('pinterestApi.token')}
        action={t('pinterestApi.check')}
        hint={t('pinterestApi.checkHint')}
        asking={t('pinterestApi.asking')}
        refused={t('pinterestApi.refused')}
        onCheck={onCheck}
      />
      <p class="hint pinterest-api__how">
        {t('pinterestApi.howTo', {
          scopes: SCOPES.join(', '),
          secretScopes: SECRET_SCOPES.join(', '),
        })}
      </p>
      <p class="cloud__links">
        <a href={APPS_URL} target="_blank" rel="noopener noreferrer">
          {t('pinterestApi.makeToken')}
        </a>
      </p>
    </>
  );
}

function TurnedOn(props: PinterestApiProps) {
  const keep = useKeep();
  return (
    <>
      {props.allowed ? (
        <p class="cloud__on">{t('pinterestApi.on')}</p>
      ) : (
        <div class="cloud__blocked">
          <p>{t('pinterestApi.blocked')}</p>
          <button type="button" class="button button--first" onClick={() => void props.onAllow()}>
            {t('pinterestApi.allowAgain')}
          </button>
        </div>
      )}
      <Boards {...props} />
      <details>
        <summary>{t('pinterestApi.otherToken')}</summary>
        <TokenForm onCheck={props.onCheck} />
      </details>
      <div class="cloud__off">
        <button type="button" class="button" onClick={() => keep(props.onTurnOff())}>
          {t('pinterestApi.turnOff')}
        </button>
      </div>
    </>
  );
}

function Boards(props: PinterestApiProps) {
  const { boards, runs, onAskForBoards } = props;
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const ask = async (): Promise<void> => {
    setAsking(true);
    setFailure(null);
    setFailure(await onAskForBoards().catch(() => 'engine-failed' as const));
    setAsking(false);
  };
  const listed = withRuns(boards ?? [], runs);
  const said = isAsking ? t('pinterestApi.asking') : failure ? sentenceFor(failure) : '';
  return (
    <>
      <h3>{t('pinterestApi.boards')}</h3>
      {boards?.length === 0 && <p>{t('pinterestApi.noBoards')}</p>}
      {listed.length > 0 && (
        <ul class="api-boards">
          {listed.map((board) => (
            <ApiBoardItem
              key={board.id}
              board={board}
              run={runs.get(board.id) ?? null}
              isListed={boards?.some(({ id }) => id === board.id) ?? false}
              onAnalyse={props.onAnalyse}
              onPause={props.onPause}
              onResume={props.onResume}
            />
          ))}
        </ul>
      )}
      <p class="cloud__off">
        <button
          type="button"
          class="button"
          aria-disabled={isAsking}
          onClick={() => {
            if (!isAsking) void ask();
          }}
        >
          {boards ? t('pinterestApi.askAgain') : t('pinterestApi.showBoards')}
        </button>
        <span role="status" data-failed={failure !== null}>
          {said}
        </span>
      </p>
    </>
  );
}

/** The boards of the list, and those that only their analysis still tells of. */
function withRuns(
  boards: readonly ApiBoard[],
  runs: ReadonlyMap<string, RunProgress>,
): readonly ApiBoard[] {
  const known = new Set(boards.map(({ id }) => id));
  const others = [...runs].flatMap(([id, { page, title, total }]) =>
    page.kind === 'api' && !known.has(id)
      ? [{ id, name: title ?? page.name, pinCount: total }]
      : [],
  );
  return [...others, ...boards];
}
