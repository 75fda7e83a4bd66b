import { eventually } from '../../__testUtils__/eventually';
import { ScriptedKind } from '../../__testUtils__/scriptedApiServer';
import { CRDS, pod, PODS, useWatchedHub } from '../../__testUtils__/watchedHub';

const CLUSTERS: ScriptedKind = {
  group: 'postgresql.cnpg.io',
  version: 'v1',
  kind: 'Cluster',
  plural: 'clusters',
};
const GADGETS: ScriptedKind = {
  group: 'example.com',
  version: 'v1',
  kind: 'Gadget',
  plural: 'gadgets',
};
const RESOURCE = 'clusters.postgresql.cnpg.io';

const ownedBy = (name: string, { group, version, kind }: ScriptedKind) => ({
  metadata: {
    ...pod(name).metadata,
    ownerReferences: [
      {
        apiVersion: `${group}/${version}`,
        kind,
        name: 'main',
        uid: 'main',
        controller: true,
      },
    ],
  },
});

describe('an owner of a kind that nobody described', () => {
  const hub = useWatchedHub();
  const { listsOf, names, start, startServer, stateOf, knowledgeOf } = hub;

  it('is read as soon as something is owned by one, and how it is, and no more', async () => {
    await startServer([PODS, CLUSTERS, GADGETS]);
    hub.server.put('clusters', {
      ...pod('main'),
      spec: { superuserSecret: { name: 'pg' } },
      status: {
        phase: 'Cluster in healthy state',
        currentPrimary: 'main-1',
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    });
    hub.server.put('pods', pod('alone'));
    start();
    await eventually(() => expect(names()).toEqual(['alone']));
    expect(listsOf(CLUSTERS)).toBe(0);

    hub.server.put('pods', ownedBy('main-1', CLUSTERS));
    await eventually(() => expect(stateOf(RESOURCE)).toBe('synced'));
    expect(knowledgeOf(RESOURCE)).toMatchObject({ ownerKind: 'Cluster' });
    const [found] =
      hub.watch?.store.list({ group: CLUSTERS.group, kind: 'Cluster' }) ?? [];
    expect(found).toMatchObject({
      metadata: { name: 'main' },
      status: {
        phase: 'Cluster in healthy state',
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    });
    expect(JSON.stringify(found)).not.toMatch(/superuserSecret|currentPrimary/);
    expect(listsOf(GADGETS)).toBe(0);

    hub.server.put('clusters', {
      ...pod('main'),
      status: { phase: 'Failing' },
    });
    await eventually(() =>
      expect(
        hub.watch?.store.list({ group: CLUSTERS.group, kind: 'Cluster' }),
      ).toMatchObject([{ status: { phase: 'Failing' } }]),
    );
  });

  it('is read of a chain of owners, each by the one below', async () => {
    await startServer([PODS, CLUSTERS, GADGETS]);
    hub.server.put('gadgets', ownedBy('set', CLUSTERS));
    hub.server.put('pods', ownedBy('a', GADGETS));
    start();
    await eventually(() => expect(stateOf(RESOURCE)).toBe('synced'));
    expect(stateOf('gadgets.example.com')).toBe('synced');
  });

  it('is said to be forbidden, without a question for rights in each namespace', async () => {
    await startServer([PODS, CLUSTERS]);
    hub.server.forbid('clusters');
    hub.server.put('pods', ownedBy('main-1', CLUSTERS));
    start();
    await eventually(() =>
      expect(knowledgeOf(RESOURCE)).toMatchObject({
        state: 'forbidden',
        ownerKind: 'Cluster',
        message: expect.stringContaining(
          `Grant the portal's account the verbs list and watch on ${RESOURCE}`,
        ),
      }),
    );
    expect(
      hub.server.requests.filter(({ path }) => path.includes('reviews')),
    ).toEqual([]);
    expect(hub.watch?.state).toEqual({ state: 'synced' });

    hub.server.allow('clusters');
    await eventually(() => expect(stateOf(RESOURCE)).toBe('synced'));
  });

  it('is let go of when nothing is owned by one, at the next look at what is served', async () => {
    await startServer([PODS, CLUSTERS, CRDS]);
    hub.server.put('clusters', pod('main'));
    hub.server.put('pods', ownedBy('main-1', CLUSTERS));
    start();
    await eventually(() => expect(names(CLUSTERS)).toEqual(['main']));
    hub.server.remove('pods', { name: 'main-1', namespace: 'shop' });
    await eventually(() => expect(names()).toEqual([]));
    // Not for each that comes and goes.
    expect(names(CLUSTERS)).toEqual(['main']);
    hub.server.put('customresourcedefinitions', {
      metadata: { name: 'gadgets.example.com' },
    });
    await eventually(() => expect(names(CLUSTERS)).toEqual([]));
    expect(knowledgeOf(RESOURCE)).toBeUndefined();
  });

  it('makes no request where no cluster serves its kind, however many are made up', async () => {
    await startServer([PODS]);
    Array.from({ length: 200 }, (_, index) =>
      hub.server.put(
        'pods',
        ownedBy(`a${index}`, { ...GADGETS, kind: `A${index}` }),
      ),
    );
    start({ pageSize: 100 });
    await eventually(() => expect(names()).toHaveLength(200));
    hub.server.put('pods', ownedBy('last', { ...GADGETS, kind: 'Last' }));
    await eventually(() => expect(names()).toHaveLength(201));
    expect(
      hub.server.requests.filter(({ path }) => path.includes('example.com')),
    ).toEqual([]);
  });

  it('is one of so many kinds at most, and who is left out is told', async () => {
    const kinds = Array.from({ length: 6 }, (_, index) => ({
      ...GADGETS,
      kind: `Gadget${index}`,
      plural: `gadget${index}s`,
    }));
    await startServer([PODS, ...kinds]);
    kinds.forEach((kind, index) =>
      hub.server.put('pods', ownedBy(`a${index}`, kind)),
    );
    start({ ownerKinds: 2 });
    const states = () =>
      kinds.map(({ plural }) => stateOf(`${plural}.example.com`));
    await eventually(() =>
      expect(states().sort()).toEqual([
        ...Array(4).fill('forbidden'),
        'synced',
        'synced',
      ]),
    );
    expect(kinds.filter(kind => listsOf(kind) > 0)).toHaveLength(2);
    expect(
      kinds
        .map(({ plural }) => knowledgeOf(`${plural}.example.com`)?.message)
        .filter(Boolean)[0],
    ).toMatch(/reads 2 kinds of a cluster.*hybridApps\.watch\.ownerKinds/);
  });

  it('is not read where the configuration says so', async () => {
    await startServer([PODS, CLUSTERS]);
    hub.server.put('pods', ownedBy('main-1', CLUSTERS));
    start({ ownerKinds: 0 });
    await eventually(() => expect(stateOf('pods')).toBe('synced'));
    hub.server.put('pods', ownedBy('main-2', CLUSTERS));
    await eventually(() => expect(names()).toHaveLength(2));
    expect(listsOf(CLUSTERS)).toBe(0);
  });
});
