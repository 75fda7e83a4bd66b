import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { inventory, web, webPod } from '../__testUtils__/inventory';
import { ClusterChange, KubeObject, PlainObject } from '../clusters';
import { createChangeFeed } from '../clusters/store/changeFeed';
import { createObjectStore, ObjectStore } from '../clusters/store/objectStore';
import { followHealth } from './followHealth';
import { createTrail, NOTHING_TOLD, Trail } from './trail';
import { KINDS } from '../kinds';

const WEB = 'onprem/inventory/apps/Deployment/web';
const VM = 'onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm';
const NOON = Date.UTC(2026, 10, 28, 12);

let version = 0;
const stored = ({ metadata, ...object }: PlainObject): KubeObject => {
  version++;
  const uid = `${object.kind}/${metadata.name}`;
  return {
    ...object,
    metadata: { uid, ...metadata, resourceVersion: String(version) },
  };
};
const owned = (object: PlainObject, kind: string, name: string) => ({
  ...object,
  metadata: {
    ...object.metadata,
    ownerReferences: [
      {
        apiVersion: 'kubevirt.io/v1',
        kind,
        name,
        uid: `${kind}/${name}`,
        controller: true,
      },
    ],
  },
});
const unavailable: PlainObject = {
  ...web,
  status: { observedGeneration: 1, replicas: 2, updatedReplicas: 2 },
};
const vm = (printableStatus: string, more: object = {}): PlainObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name: 'mongodb-vm', namespace: 'inventory' },
  spec: { runStrategy: 'Always', template: { spec: {} } },
  status: { printableStatus, ...more },
});
const instance = (paused: boolean): PlainObject =>
  owned(
    {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachineInstance',
      metadata: { name: 'mongodb-vm', namespace: 'inventory' },
      status: {
        phase: 'Running',
        conditions: [
          { type: 'Ready', status: 'True' },
          ...(paused
            ? [{ type: 'Paused', status: 'True', reason: 'PausedByUser' }]
            : []),
        ],
      },
    },
    'VirtualMachine',
    'mongodb-vm',
  );
const ready = { conditions: [{ type: 'Ready', status: 'True' }] };

describe('followHealth', () => {
  let store: ObjectStore;
  let trail: Trail;
  let states: Record<string, KindKnowledge['state']>;
  let now: number;
  let end: () => void;

  beforeEach(() => {
    states = {};
    now = 0;
    trail = createTrail();
    const listeners = new Set<(change: ClusterChange) => void>();
    const feed = createChangeFeed('onprem', change =>
      listeners.forEach(listener => listener(change)),
    );
    store = createObjectStore({
      kinds: KINDS,
      name: 'onprem',
      knowledge: () =>
        [
          'deployments.apps',
          'virtualmachines.kubevirt.io',
          'virtualmachineinstances.kubevirt.io',
          'replicasets.apps',
          'pods',
        ].map(kind => ({
          cluster: 'onprem',
          kind,
          state: states[kind] ?? 'synced',
        })),
      onChange: feed.changed,
    });
    end = followHealth({
      clusters: {
        get: name => (name === 'onprem' ? { store } : undefined),
        subscribe(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      trail,
      clock: () => new Date(NOON + now * 1000),
    });
  });

  afterEach(() => {
    end();
    jest.useRealTimers();
  });

  /** What happens in one turn of the event loop, a second after the one before. */
  async function turn(...objects: PlainObject[]) {
    now++;
    objects.forEach(object => store.put(stored(object)));
    await nextTurn();
  }
  async function goes(object: PlainObject) {
    now++;
    store.remove(stored(object));
    await nextTurn();
  }
  /** The seconds after noon, and how it was then. */
  const seen = (component: string) =>
    trail.untold(component, NOTHING_TOLD).map(({ at, health, reason }) => {
      const word = health === 'healthy' || !reason ? '' : ` ${reason}`;
      return `${(Date.parse(at) - NOON) / 1000} ${health}${word}`;
    });

  it('sees each state of a VM, with the time of the clock that it is given', async () => {
    await turn(vm('Running', ready), instance(false));
    await turn(vm('Stopping'));
    await turn(vm('Stopping'));
    await turn(vm('Running', ready));
    expect(seen(VM)).toEqual([
      '1 healthy',
      '2 progressing Stopping',
      '4 healthy',
    ]);
    expect(trail.untold(VM, NOTHING_TOLD).at(-1)?.causes).toEqual([
      `VirtualMachine/mongodb-vm@${version}`,
    ]);
  });

  it('sees of a VM what its instance tells', async () => {
    await turn(vm('Running', ready), instance(false));
    await turn(instance(true));
    await turn(instance(false));
    expect(seen(VM)).toEqual(['1 healthy', '2 stopped Paused', '3 healthy']);
  });

  it('sees of a Deployment what its Pods tell', async () => {
    await turn(...inventory);
    await turn(unavailable);
    await turn(
      webPod('web-1-a', {
        phase: 'Running',
        containerStatuses: [
          { name: 'web', state: { waiting: { reason: 'CrashLoopBackOff' } } },
        ],
      }),
    );
    await goes(webPod('web-1-a'));
    await turn(web);
    expect(
      seen(WEB).map(text => text.split(' ').slice(0, 2).join(' ')),
    ).toEqual([
      '1 healthy',
      '2 progressing',
      '3 degraded',
      '4 progressing',
      '5 healthy',
    ]);
  });

  it('judges what changed and what controls it, and nothing else', async () => {
    await turn(...inventory);
    const list = jest.spyOn(store, 'list');
    const get = jest.spyOn(store, 'get');
    await turn(webPod('web-1-a'));
    expect(list).not.toHaveBeenCalled();
    expect(
      new Set(get.mock.calls.map(([{ kind, name }]) => `${kind} ${name}`)),
    ).toEqual(
      new Set([
        'Pod web-1-a',
        'Node node-1',
        'ReplicaSet web-1',
        'Deployment web',
      ]),
    );
  });

  it('sees what is gone, and what comes in its place in the same turn', async () => {
    await turn(vm('Running', ready), instance(false));
    const another = vm('Starting');
    await turn({
      ...another,
      metadata: { ...another.metadata, uid: 'another' },
    });
    await goes({
      ...another,
      metadata: { ...another.metadata, uid: 'another' },
    });
    expect(seen(VM)).toEqual([
      '1 healthy',
      '2 gone',
      '2 progressing Starting',
      '3 gone',
    ]);
  });

  it('takes nothing for gone where nobody may look any more', async () => {
    await turn(vm('Running', ready));
    states['virtualmachines.kubevirt.io'] = 'forbidden';
    await goes(vm('Running', ready));
    expect(seen(VM)).toEqual(['1 healthy']);
  });

  it('makes no news of half a picture, nor of what nobody can judge', async () => {
    states.pods = 'syncing';
    await turn(unavailable);
    expect(seen(WEB)).toEqual([]);
    states.pods = 'synced';
    await turn(vm('Unknown'));
    expect(seen(VM)).toEqual([]);
  });

  it('judges what hangs on very many now and then, and misses not how it is', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    const pods = Array.from({ length: 99 }, (_, n) => webPod(`web-1-${n}`));
    await turn(...inventory.filter(({ kind }) => kind !== 'Pod'), ...pods);
    await turn(unavailable);
    await turn(web);
    await turn(unavailable);
    await turn(web);
    expect(seen(WEB)).toEqual(['1 healthy', '2 progressing 0/2 ready']);
    // Others are judged meanwhile.
    await turn(vm('Running', ready));
    expect(seen(VM).slice(1)).toEqual(['6 healthy']);

    // With its ReplicaSet, a hundred.
    jest.advanceTimersByTime(19);
    expect(seen(WEB)).toHaveLength(2);
    jest.advanceTimersByTime(1);
    expect(seen(WEB).slice(2)).toEqual(['6 healthy']);
    await turn(unavailable);
    expect(seen(WEB).slice(3)).toEqual(['7 progressing 0/2 ready']);
  });

  it('ends', async () => {
    end();
    await turn(vm('Running', ready));
    expect(seen(VM)).toEqual([]);
  });
});
