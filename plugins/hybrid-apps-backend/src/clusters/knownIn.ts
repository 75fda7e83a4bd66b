import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore } from './types';

/** Whether a cluster's objects of a kind, like `daemonsets.apps`, are all known. */
export const isKnown = (
  store: Pick<ClusterStore, 'knowledge'>,
  resource: string,
): boolean =>
  store
    .knowledge()
    .some(({ kind, state }) => kind === resource && state === 'synced');

/**
 * Whether all objects of a kind are known that are in a namespace, or without
 * one all that there are, so that what is not there does not exist. Of
 * Namespaces themselves, whether the one of that name is known. What is `hidden`
 * is what is in some namespaces, so that all is known that is in none.
 */
export const isKnownIn = (
  { state, namespaces }: Pick<KindKnowledge, 'state' | 'namespaces'>,
  namespace: string | undefined,
): boolean =>
  state === 'synced' ||
  (state === 'hidden' && namespace === undefined) ||
  (namespace !== undefined && (namespaces?.includes(namespace) ?? false));
