import { ClusterStore } from '../clusters';
import { OwnerOf } from './owners';

/** Whether what runs in a namespace may tell of the whole cluster: its network plugin, its add-ons. */
export type IsOfCluster = (store: ClusterStore, namespace?: string) => boolean;

/**
 * The platform's namespaces, and those that are nobody's. Who works in one that
 * has an owner gives what is there any name, and it is told to nobody else.
 */
export const createIsOfCluster =
  (isPlatform: (namespace: string) => boolean, ownerOf: OwnerOf): IsOfCluster =>
  (store, namespace) =>
    namespace === undefined ||
    isPlatform(namespace) ||
    ownerOf(store, namespace).owner === undefined;
