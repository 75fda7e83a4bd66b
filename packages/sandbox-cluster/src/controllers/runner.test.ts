import { KubeObject } from '../objects';
import { createStore } from '../store';
import { manualClock } from './clock';
import { startControllers } from './runner';
import { Reconciler } from './types';

const configMap = (
  name: string,
  data: Record<string, string> = {},
): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  data,
});

function setUp(
  reconcile: Reconciler['reconcile'],
  more: Partial<Reconciler> = {},
) {
  const clock = manualClock();
  const errors: Error[] = [];
  const store = createStore({ clock, kubelet: true, validate: () => {} });
  store.seed([configMap('first')]);
  const calls: string[] = [];
  const stop = startControllers(store, {
    clock,
    reconcilers: [
      {
        name: 'test-controller',
        group: '',
        kind: 'ConfigMap',
        ...more,
        reconcile: (object, view, now) => {
          calls.push(object.metadata.name);
          return reconcile(object, view, now);
        },
      },
    ],
    onError: error => errors.push(error),
  });
  return { clock, store, calls, errors, stop };
}

describe('startControllers', () => {
  it('reconciles what is there, and what changes, once', () => {
    const { clock, store, calls } = setUp(() => ({ writes: [] }));
    clock.advance(0);
    expect(calls).toEqual(['first']);
    store.create(configMap('second'));
    store.update(configMap('second', { a: '1' }));
    clock.advance(0);
    expect(calls).toEqual(['first', 'second']);
  });

  it('comes back when it was asked to, and no more than once', () => {
    const { clock, store, calls } = setUp(() => ({
      writes: [],
      requeueAfterMs: 5_000,
    }));
    clock.advance(4_000);
    store.update(configMap('first', { a: '1' }));
    clock.advance(4_000);
    expect(calls).toHaveLength(2);
    clock.advance(1_000);
    expect(calls).toHaveLength(3);
  });

  it('calls for the owner of what changes, and for what else it concerns', () => {
    const { clock, store, calls } = setUp(() => ({ writes: [] }), {
      owns: [{ group: '', kind: 'Secret' }],
      enqueue: [
        {
          group: '',
          kind: 'Service',
          map: ({ metadata: { namespace } }) => [
            { group: '', kind: 'ConfigMap', namespace, name: 'first' },
          ],
        },
      ],
    });
    clock.advance(0);
    const owner = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: 'first',
      uid: 'x',
    };
    store.create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'owned',
        namespace: 'default',
        ownerReferences: [owner],
      },
    });
    clock.advance(0);
    expect(calls).toHaveLength(2);
    store.create({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'other', namespace: 'default' },
      spec: {},
    });
    clock.advance(0);
    expect(calls).toHaveLength(3);
  });

  it('reports what fails for one object, and goes on with the others', () => {
    const { clock, store, calls, errors } = setUp(({ metadata }) => {
      if (metadata.name === 'first') {
        throw new Error('no such luck');
      }
      return { writes: [] };
    });
    store.create(configMap('second'));
    clock.advance(0);
    expect(calls).toEqual(['first', 'second']);
    expect(errors.map(({ message }) => message)).toEqual([
      'test-controller failed for test-controller/ConfigMap/default/first: Error: no such luck',
    ]);
  });

  it('ends a reconciler that never comes to rest, and says so', () => {
    let n = 0;
    const { clock, errors } = setUp(object => {
      n += 1;
      return {
        writes: [
          { verb: 'update', object: { ...object, data: { n: String(n) } } },
        ],
      };
    });
    clock.advance(0);
    expect(errors.map(({ message }) => message)).toEqual([
      'test-controller does not come to rest on test-controller/ConfigMap/default/first',
    ]);
  });

  it('does nothing more once it is stopped', () => {
    const { clock, store, calls, stop } = setUp(() => ({
      writes: [],
      requeueAfterMs: 1_000,
    }));
    clock.advance(0);
    stop();
    store.create(configMap('second'));
    clock.advance(10_000);
    expect(calls).toEqual(['first']);
  });
});

describe('manualClock', () => {
  it('calls what falls due in its order, also what that schedules', () => {
    const clock = manualClock(0);
    const heard: string[] = [];
    const say = (word: string) => heard.push(`${clock.now()} ${word}`);
    clock.schedule(20, () => say('late'));
    clock.schedule(10, () => {
      say('early');
      clock.schedule(5, () => say('between'));
    });
    const cancel = clock.schedule(15, () => say('never'));
    cancel();
    clock.advance(19);
    expect(heard).toEqual(['10 early', '15 between']);
    clock.advance(1);
    expect(heard).toEqual(['10 early', '15 between', '20 late']);
  });
});
