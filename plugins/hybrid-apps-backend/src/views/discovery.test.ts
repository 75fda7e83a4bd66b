import { PlainObject } from '../clusters';
import { createObjectStore } from '../clusters/store/objectStore';
import { KINDS } from '../kinds';
import { ownerByAnnotation } from '../namespaces';
import { createDiscovery } from './discovery';

function start() {
  const store = createObjectStore({
    name: 'onprem',
    kinds: KINDS,
    knowledge: () => [],
  });
  let version = 0;
  const put = (object: PlainObject) => {
    const { apiVersion, kind, metadata } = object;
    const projected = KINDS.project(
      {
        ...object,
        metadata: {
          uid: `${kind}/${metadata.name}`,
          resourceVersion: String(++version),
          ...metadata,
        },
      },
      { apiVersion, kind },
    );
    if (projected) {
      store.put(projected);
    }
  };
  put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x' } });
  let stores = [store];
  const discovery = createDiscovery({
    stores: () => stores,
    isPlatform: () => false,
    ownerOf: ownerByAnnotation,
  });
  const deployment = (name: string, app: string): PlainObject => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace: 'x',
      labels: { 'app.kubernetes.io/part-of': app },
    },
    spec: {},
  });
  return {
    discovery,
    put,
    deployment,
    loseCluster() {
      stores = [];
    },
    found: () => discovery.all().items.map(({ name }) => name),
  };
}

describe('the apps that labels tell of', () => {
  it('are looked for once, until something changes that tells of one', () => {
    const { discovery, put, deployment, found } = start();
    put(deployment('web', 'shop'));
    const before = discovery.all();
    const revision = discovery.revision();
    expect(found()).toEqual(['shop']);
    put({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', namespace: 'x', labels: { app: 'web' } },
    });
    expect(discovery.all()).toBe(before);

    put(deployment('other', 'office'));
    expect(found().sort()).toEqual(['office', 'shop']);
    expect(discovery.revision()).not.toBe(revision);
  });

  it('are those of the clusters that there are', () => {
    const { put, deployment, found, loseCluster } = start();
    put(deployment('web', 'shop'));
    expect(found()).toEqual(['shop']);
    loseCluster();
    expect(found()).toEqual([]);
  });
});
