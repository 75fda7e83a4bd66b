import { ClusterStore, KubeObject } from '../clusters';

const isInNone = ({ metadata }: KubeObject) => metadata.namespace === undefined;

const bare = ({ apiVersion, kind, metadata }: KubeObject): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: metadata.name, uid: metadata.uid },
});

/**
 * A cluster for who may not read clusters, where something is told of it directly:
 * what is in no namespace is known by its name alone, where something names it,
 * and is in no list.
 */
export const namesAlone = (store: ClusterStore): ClusterStore => ({
  ...store,
  get revision() {
    return store.revision;
  },
  get(key) {
    const found = store.get(key);
    return found && isInNone(found) ? bare(found) : found;
  },
  list: query => store.list(query).filter(one => !isInNone(one)),
});
