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
import { askAgain, Pace, Persistence } from './askAgain';

/**
 * Asks the hybrid-apps backend something, in the name of whom the credentials
 * are of; once, unless told how to ask again.
 */
export type AskHybridApps = <T>(
  credentials: BackstageCredentials,
  question: (
    api: HybridAppsApi,
    options: { token: string; signal?: AbortSignal },
  ) => Promise<T>,
  how?: Persistence,
) => Promise<T>;

/** How long one try of what may be tried again waits for its answer. */
const ATTEMPT_MS = 30_000;

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
 * another process. A token is made for each try, as those of a long task would
 * grow old. What may be done twice is not waited for without end.
 */
export function createAskHybridApps(services: {
  auth: AuthService;
  discovery: DiscoveryService;
  attemptMs?: number;
  pace?: Pace;
}): AskHybridApps {
  const { auth, discovery, attemptMs = ATTEMPT_MS, pace } = services;
  const api = createHybridAppsClient({
    discoveryApi: discovery,
    fetchApi: { fetch },
  });
  const signalFor = ({ isRepeatable, signal }: Persistence) => {
    // Of a write that nobody waits for, nobody knows whether it was done.
    if (!isRepeatable) {
      return signal;
    }
    const late = AbortSignal.timeout(attemptMs);
    return signal ? AbortSignal.any([signal, late]) : late;
  };
  return async (credentials, question, how) => {
    const attempt = async () => {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: credentials,
        targetPluginId: 'hybrid-apps',
      });
      const signal = how && signalFor(how);
      return question(api, { token, ...(signal && { signal }) });
    };
    try {
      return await (how ? askAgain(attempt, how, pace) : attempt());
    } catch (error) {
      throw withServerMessage(error);
    }
  };
}
