import { placeName } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore } from '../clusters';
import { OwnerOf } from './owners';

/** A namespace of a cluster, as rights on it go by. It need not exist. */
export interface Place {
  cluster: string;
  name: string;
  /**
   * Whether what is written on it is known. It is not where the portal may not
   * read Namespaces, and of one that is not there, or not any more.
   */
  isKnown: boolean;
  labels: Readonly<Record<string, string>>;
  /** A full entity reference; absent where nothing tells one. */
  owner?: string;
}

/** A namespace as a store knows it. */
export function placeIn(
  store: ClusterStore,
  name: string,
  ownerOf: OwnerOf,
): Place {
  const found = store.get({ group: '', kind: 'Namespace', name });
  const { owner } = ownerOf(store, name);
  return {
    cluster: store.name,
    name,
    isKnown: found !== undefined,
    labels: found?.metadata.labels ?? {},
    ...(owner && { owner }),
  };
}

/** The namespace that a resource reference means; undefined where it is none. */
export function readPlaceName(
  ref: string,
): { cluster: string; namespace: string } | undefined {
  const [encoded, namespace, ...rest] = ref.split('/');
  if (!namespace || rest.length > 0) {
    return undefined;
  }
  try {
    const cluster = decodeURIComponent(encoded);
    return placeName(cluster, namespace) === ref
      ? { cluster, namespace }
      : undefined;
  } catch {
    return undefined;
  }
}
