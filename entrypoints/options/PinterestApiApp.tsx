import * as v from 'valibot';
import { PinterestApi } from '../../components/options/PinterestApi.tsx';
import { AccessToken } from '../../lib/pinterest-api/access-token.ts';
import { boardMessages } from '../../lib/platform/board-messages.ts';
import { giveUpPinterestApi, requestPinterestApi } from '../../lib/platform/permissions.ts';
import {
  type ApiEnd,
  ApiEndSchema,
  pinterestApiMessages,
} from '../../lib/platform/pinterest-api-messages.ts';
import { forgetAccessToken, setTokenCandidate } from '../../lib/platform/pinterest-api-store.ts';
import { useApiRuns, usePinterestApi } from '../../lib/platform/use-pinterest-api.ts';

/** The section on Pinterest's API, on what is stored and what runs. */
export function PinterestApiApp() {
  const api = usePinterestApi();
  const runs = useApiRuns();
  if (!api) return null;
  return (
    <PinterestApi
      {...api}
      runs={runs}
      onCheck={async (text) => {
        // First, while it is still the click that asks.
        if (!(await requestPinterestApi())) return 'refused';
        const failure = await check(text).catch(() => 'engine-failed' as const);
        // Without a token there is no use for the permission.
        if (failure && !api.hasToken) await giveUpPinterestApi();
        return failure ?? 'works';
      }}
      onAllow={requestPinterestApi}
      onAskForBoards={async () =>
        v.parse(ApiEndSchema, await pinterestApiMessages.sendMessage('api:boards'))
      }
      onAnalyse={async (boardId, limit) =>
        v.parse(
          ApiEndSchema,
          await pinterestApiMessages.sendMessage('api:begin', { boardId, limit }),
        )
      }
      onPause={(runId) => boardMessages.sendMessage('board:control', { action: 'pause', runId })}
      onResume={(runId) => boardMessages.sendMessage('board:control', { action: 'resume', runId })}
      onTurnOff={async () => {
        await forgetAccessToken();
        await giveUpPinterestApi();
      }}
    />
  );
}

/** Has the background try a token, which is kept if it works; else tells why it does not. */
async function check(text: string): Promise<ApiEnd> {
  const token = AccessToken.parse(text);
  if (!token) return 'api-token-refused';
  await setTokenCandidate(token);
  return v.parse(ApiEndSchema, await pinterestApiMessages.sendMessage('api:check'));
}
