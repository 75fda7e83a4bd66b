import { Passing } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { createKinds, KINDS } from '../../kinds';
import { createObjectStore } from '../store/objectStore';
import { KubeObject } from '../types';
import { createKeeper } from './keeper';

const HOUR = 3_600_000;
const START = Date.parse('2026-01-01T10:00:00Z');
const minutes = (count: number) =>
  new Date(START + count * 60_000).toISOString();

const event = (
  name: string,
  fields: Record<string, unknown> = {},
  about = 'web',
): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name, namespace: 'shop', uid: name },
  type: 'Warning',
  reason: 'BackOff',
  involvedObject: { apiVersion: 'v1', kind: 'Pod', name: about, uid: about },
  lastTimestamp: minutes(0),
  ...fields,
});

function kept(kinds = KINDS) {
  const changes: string[] = [];
  const store = createObjectStore({
    name: 'hub',
    kinds,
    knowledge: () => [],
    onChange: (_, object) => changes.push(object?.metadata.name ?? ''),
  });
  let now = START;
  const keeper = createKeeper({ store, kinds, clock: () => new Date(now) });
  return {
    keeper,
    changes,
    pass: (ms: number) => {
      now += ms;
    },
    names: (kind = 'Event') =>
      store
        .list({ group: '', kind })
        .map(({ metadata }) => metadata.name)
        .sort(),
  };
}

describe('what is kept of events', () => {
  it.each<[string, Record<string, unknown>, boolean]>([
    ['a warning', {}, true],
    ['what bears no type', { type: undefined }, true],
    ['what is normal', { type: 'Normal', reason: 'Pulled' }, false],
    ['that a Pod completed', { type: 'Normal', reason: 'Completed' }, false],
    [
      'that a Job completed',
      {
        type: 'Normal',
        reason: 'Completed',
        involvedObject: { kind: 'Job', name: 'load', uid: 'load' },
      },
      true,
    ],
    ['what was seen an hour ago', { lastTimestamp: minutes(-60) }, false],
    ['what was seen just before', { lastTimestamp: minutes(-59) }, true],
    [
      'what began long ago and goes on',
      {
        lastTimestamp: minutes(-120),
        series: { lastObservedTime: minutes(-1) },
      },
      true,
    ],
    ['what has no time', { lastTimestamp: undefined }, true],
  ])('%s', (_, fields, isKept) => {
    const { keeper, changes, names } = kept();
    keeper.put(event('e', fields));
    expect(names()).toEqual(isKept ? ['e'] : []);
    expect(changes).toEqual(isKept ? ['e'] : []);
  });

  it('is of each namespace apart, whatever object is told of there', () => {
    const { keeper, names } = kept();
    keeper.put(event('real'));
    for (let index = 0; index < 6; index++) {
      const forged = event(`forged-${index}`, { lastTimestamp: minutes(0) });
      keeper.put({
        ...forged,
        metadata: { ...forged.metadata, namespace: 'other' },
      });
    }
    expect(names().filter(name => name === 'real')).toEqual(['real']);
    expect(names()).toHaveLength(6);
  });

  it('goes after an hour, also where it claims to be of later', () => {
    const { keeper, names, pass } = kept();
    keeper.put(event('later', { lastTimestamp: minutes(600) }));
    for (let index = 1; index <= 5; index++) {
      pass(1);
      keeper.put(event(`e${index}`, { lastTimestamp: undefined }));
    }
    expect(names()).toEqual(['e1', 'e2', 'e3', 'e4', 'e5']);
    pass(HOUR);
    keeper.sweep();
    expect(names()).toEqual([]);
  });

  it('is the latest five of an object, in whatever order they come', () => {
    const { keeper, names } = kept();
    [3, 7, 1, 6, 2, 5, 4].forEach(minute =>
      keeper.put(event(`e${minute}`, { lastTimestamp: minutes(minute - 10) })),
    );
    keeper.put(event('other', { lastTimestamp: minutes(-30) }, 'db'));
    expect(names()).toEqual(['e3', 'e4', 'e5', 'e6', 'e7', 'other']);
  });

  it('is what one says now, once', () => {
    const { keeper, names } = kept();
    [1, 2, 3, 4, 5].forEach(minute =>
      keeper.put(event(`e${minute}`, { lastTimestamp: minutes(-minute) })),
    );
    keeper.put(event('e5', { lastTimestamp: minutes(0), count: 2 }));
    keeper.put(event('e6', { lastTimestamp: minutes(0) }));
    expect(names()).toEqual(['e1', 'e2', 'e3', 'e5', 'e6']);
  });

  it('goes with its time, and when the cluster removes it', () => {
    const { keeper, pass, names } = kept();
    keeper.put(event('a', { lastTimestamp: minutes(-30) }));
    keeper.put(event('b'));
    keeper.put(event('c'));
    keeper.remove(event('c'));
    expect(names()).toEqual(['a', 'b']);

    pass(HOUR / 2);
    keeper.sweep();
    expect(names()).toEqual(['b']);

    pass(HOUR / 2);
    keeper.sweep();
    expect(names()).toEqual([]);
  });

  it('goes in portions', () => {
    const { keeper, pass, names } = kept();
    Array.from({ length: 1_500 }, (_, index) =>
      keeper.put(event(`e${index}`, {}, `pod-${index}`)),
    );
    pass(HOUR);
    keeper.sweep();
    expect(names()).toHaveLength(500);
    keeper.sweep();
    expect(names()).toEqual([]);
  });
});

it('keeps all of what does not come without end, and asks a kind of its own', () => {
  const passing: Passing = {
    most: 1,
    maxAgeMs: HOUR,
    of: ({ metadata }) => ({ about: 'all', at: Number(metadata.uid) }),
  };
  const { keeper, names, pass } = kept(
    createKinds([
      {
        groups: ['example.org'],
        kind: 'Run',
        category: 'config',
        watch: { resource: 'runs', passing },
      },
    ]),
  );
  const pod = (uid: string): KubeObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: uid, namespace: 'shop', uid },
  });
  ['a', 'b', 'c', 'd', 'e', 'f'].forEach(uid => keeper.put(pod(uid)));
  expect(names('Pod')).toHaveLength(6);

  const run = (uid: number): KubeObject => ({
    apiVersion: 'example.org/v1',
    kind: 'Run',
    metadata: { name: String(uid), namespace: 'shop', uid: String(uid) },
  });
  keeper.put(run(START));
  pass(1);
  keeper.put(run(START + 1));
  expect(
    keeper
      .list({ group: 'example.org', kind: 'Run' })
      .map(({ metadata }) => metadata.uid),
  ).toEqual([String(START + 1)]);
});
