import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  createHybridAppsClient,
  HybridAppsApi,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { setTimeout as sleep } from 'node:timers/promises';

/** Asks the hybrid-apps backend something, in the name of whom the credentials are of. */
export type AskHybridApps = <T>(
  credentials: BackstageCredentials,
  question: (api: HybridAppsApi, options: { token: string }) => Promise<T>,
) => Promise<T>;

/** How often a question is put again that the backend has no room for now. */
const TRIES = 20;

/** In how many seconds to ask again, where the backend says so. RFC 6585, section 4. */
function retryAfterOf(error: unknown): number | undefined {
  if (!(error instanceof ResponseError) || error.statusCode !== 429) {
    return undefined;
  }
  const seconds = Number(error.response.headers.get('retry-after'));
  return Number.isFinite(seconds) ? seconds : 1;
}

/** What the backend said is meant for people, and reads best without the HTTP around it. */
function withServerMessage(error: unknown): unknown {
  if (!(error instanceof ResponseError)) {
    return error;
  }
  const plain = new Error(error.body.error.message, { cause: error });
  plain.name = error.body.error.name;
  return plain;
}

/**
 * Everything goes through the hybrid-apps backend's HTTP API: authorization,
 * audit and access to clusters have one place, and the scaffolder may run in
 * another process. A token is made for each call, as those of a long task
 * would grow old. Of a limit that is reached (429) nothing was done: it is asked
 * again, as two tasks of one user are no fault of either.
 */
export function createAskHybridApps(services: {
  auth: AuthService;
  discovery: DiscoveryService;
}): AskHybridApps {
  const { auth, discovery } = services;
  const api = createHybridAppsClient({
    discoveryApi: discovery,
    fetchApi: { fetch },
  });
  return async (credentials, question) => {
    for (let tries = 1; ; tries++) {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: credentials,
        targetPluginId: 'hybrid-apps',
      });
      try {
        return await question(api, { token });
      } catch (error) {
        const seconds = retryAfterOf(error);
        if (seconds === undefined || tries === TRIES) {
          throw withServerMessage(error);
        }
        await sleep(seconds * 1_000);
      }
    }
  };
}
