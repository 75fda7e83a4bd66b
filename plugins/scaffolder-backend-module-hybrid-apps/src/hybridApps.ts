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

/** Asks the hybrid-apps backend something, in the name of whom the credentials are of. */
export type AskHybridApps = <T>(
  credentials: BackstageCredentials,
  question: (api: HybridAppsApi, options: { token: string }) => Promise<T>,
) => Promise<T>;

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
 * would grow old.
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
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'hybrid-apps',
    });
    try {
      return await question(api, { token });
    } catch (error) {
      throw withServerMessage(error);
    }
  };
}
