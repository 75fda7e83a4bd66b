import { KubernetesAuthProvidersApi } from '@backstage/plugin-kubernetes-react';
import {
  Cluster,
  HybridAppsClientOptions,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { asError } from './keepFresh';

/** Milliseconds for which the clusters, and whose tokens they take, count as known. */
export const CLUSTERS_MS = 300_000;

export interface ClusterTokensOptions {
  listClusters(): Promise<{ items: Array<Pick<Cluster, 'authProvider'>> }>;
  authProviders: Pick<KubernetesAuthProvidersApi, 'getCredentials'>;
  /** Told once of each reason why there is no token of a provider. */
  onFailure(error: Error): void;
}

/**
 * The user's own tokens for the clusters that take no other, from where the
 * kubernetes plugin has them. Some may ask the user to sign in. It never
 * rejects: without a token, the backend tells that the cluster is not shown.
 */
export function createClusterTokens(
  options: ClusterTokensOptions,
): NonNullable<HybridAppsClientOptions['clusterTokens']> {
  const { listClusters, authProviders, onFailure } = options;
  const refused = new Set<string>();
  const told = new Set<string>();
  let known: { providers: Promise<string[]>; until: number } | undefined;

  function tell(message: string) {
    if (!told.has(message)) {
      told.add(message);
      onFailure(new Error(message));
    }
  }

  async function readProviders(): Promise<string[]> {
    try {
      const { items } = await listClusters();
      const named = items.flatMap(({ authProvider }) => authProvider ?? []);
      return [...new Set(named)];
    } catch (error) {
      const { name, message } = asError(error);
      if (name !== 'NotAllowedError') {
        known = undefined;
        tell(`Whose tokens the clusters take is not known: ${message}`);
      }
      return [];
    }
  }

  function providersNow(): Promise<string[]> {
    const now = performance.now();
    if (!known || known.until < now) {
      known = { providers: readProviders(), until: now + CLUSTERS_MS };
    }
    return known.providers;
  }

  async function tokenOf(provider: string): Promise<string | undefined> {
    if (refused.has(provider)) {
      return undefined;
    }
    try {
      return (await authProviders.getCredentials(provider)).token;
    } catch (error) {
      const { name, message } = asError(error);
      if (name === 'RejectedError') {
        // Who does not want to sign in is not asked again each half minute.
        refused.add(provider);
      } else {
        tell(`There is no token of yours from ${provider}: ${message}`);
      }
      return undefined;
    }
  }

  return async () => {
    const providers = await providersNow();
    const tokens = await Promise.all(
      providers.map(async provider => [provider, await tokenOf(provider)]),
    );
    return Object.fromEntries(tokens.filter(([, token]) => token));
  };
}
