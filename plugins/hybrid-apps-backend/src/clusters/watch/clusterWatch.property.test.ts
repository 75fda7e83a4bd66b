import { mockServices } from '@backstage/backend-test-utils';
import { groupOf } from '@hybrid-apps/network-policy';
import fc from 'fast-check';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../__testUtils__';
import {
  createSandboxWorld,
  createScriptedWorld,
  Fault,
  World,
  WorldKind,
  WORLD_KINDS,
  WORLD_NAMESPACES,
  WorldObject,
} from '../../__testUtils__/worlds';
import { createKubeClient } from '../client/kubeClient';
import { KINDS } from '../../kinds';
import { DEFAULT_SETTINGS } from '../settings';
import { ClusterChange, ClusterStore, KubeObject } from '../types';
import { watchCluster } from './clusterWatch';
import { typeOf } from './list';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const LABELS = ['web', 'db'];
const OWNERS = ['owner-1', 'owner-2'];

type Namespace = WorldObject['namespace'];

type Step =
  | Fault
  | { do: 'put'; kind: WorldKind; object: WorldObject }
  | { do: 'remove'; kind: WorldKind; namespace: Namespace; name: string }
  /** Until the watch has caught up, where it can. */
  | { do: 'settle' }
  /** Long enough for what came before to reach the other side, or not quite. */
  | { do: 'wait'; ms: number };

const kind = fc.constantFrom(...WORLD_KINDS);
const name = fc.constantFrom(...NAMES);
const namespace = fc.constantFrom(...WORLD_NAMESPACES);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('put' as const),
      kind,
      object: fc.record({
        name,
        namespace,
        label: fc.constantFrom(...LABELS),
        owner: fc.constantFrom(...OWNERS),
      }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('remove' as const),
      kind,
      namespace,
      name,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'narrow' as const,
        'narrow' as const,
        'widen' as const,
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('take' as const, 'give' as const, 'give' as const),
      namespace,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'forbid' as const,
        'allow' as const,
        'uninstall' as const,
        'install' as const,
        'install' as const,
      ),
      kind,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'cut' as const,
        'cut within a line' as const,
        'end' as const,
        'fail' as const,
        'compact' as const,
        'compact, told in the stream' as const,
        'expire' as const,
        'renew' as const,
        'renew' as const,
        'crash' as const,
        'recover' as const,
        'recover' as const,
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.integer({ min: 0, max: 6 }),
    }),
  },
);

/** What a watch cannot see through, and what ends it. */
const BLINDING = { crash: 'recover', expire: 'renew' } as const;
/** What takes one kind away, and what gives it back. */
const TAKING = { forbid: 'allow', uninstall: 'install' } as const;
/** What leaves rights in namespaces alone, and what gives them in the whole. */
const NARROWING = { narrow: 'widen' } as const;
/** What takes one of these namespaces away, and what gives it back. */
const LEAVING = { take: 'give' } as const;

/** What a watch has to bear at some point of a story. */
function createTroubles() {
  const troubles = new Set<string>();
  return {
    note(happened: Step) {
      for (const [begin, end] of Object.entries(LEAVING)) {
        if ('namespace' in happened && happened.do === begin) {
          troubles.add(`${begin} ${happened.namespace}`);
        } else if ('namespace' in happened && happened.do === end) {
          troubles.delete(`${begin} ${happened.namespace}`);
        }
      }
      for (const [begin, end] of Object.entries({
        ...BLINDING,
        ...NARROWING,
      })) {
        if (happened.do === begin) {
          troubles.add(begin);
        } else if (happened.do === end) {
          troubles.delete(begin);
        }
      }
      for (const [begin, end] of Object.entries(TAKING)) {
        if ('kind' in happened && happened.do === begin) {
          troubles.add(`${begin} ${happened.kind.kind}`);
        } else if ('kind' in happened && happened.do === end) {
          troubles.delete(`${begin} ${happened.kind.kind}`);
        }
      }
    },
    end: () => troubles.clear(),
    isBlind: () => Object.keys(BLINDING).some(one => troubles.has(one)),
    lacks: (one: WorldKind) =>
      Object.keys(TAKING).some(begin => troubles.has(`${begin} ${one.kind}`)),
    /** Where the account has rights. */
    namespaces: () =>
      WORLD_NAMESPACES.filter(
        one => !troubles.has('narrow') || !troubles.has(`take ${one}`),
      ),
  };
}

const byUid = (objects: Iterable<KubeObject>) =>
  [...objects].sort((a, b) => a.metadata.uid.localeCompare(b.metadata.uid));

/** What fresh lists of these namespaces would give, as the store would hold it. */
const expectedContents = (
  world: World,
  kinds: readonly WorldKind[],
  namespaces: readonly string[],
) =>
  byUid(
    kinds.flatMap(each =>
      world.contents(each).flatMap(object => {
        if (!namespaces.includes(object.metadata.namespace ?? '')) {
          return [];
        }
        const projected = KINDS.project(
          object,
          typeOf({ ...each, namespaced: true, verbs: [] }),
        );
        return projected ? [projected] : [];
      }),
    ),
  );

const isOfWorld = ({ kind: its, metadata }: KubeObject) =>
  WORLD_KINDS.some(each => each.kind === its) &&
  WORLD_NAMESPACES.some(each => each === metadata.namespace);

/** Of the kinds that the world speaks of, and the namespaces that are its own. */
const contents = (store: ClusterStore) =>
  byUid(
    WORLD_KINDS.flatMap(({ group, kind: its }) =>
      store.list({ group, kind: its }),
    ).filter(isOfWorld),
  );

/** Someone who only ever hears of changes, and what they know by that. */
function createListener() {
  const heard = new Map<string, KubeObject>();
  let lastRevision = 0;
  return {
    heard: () => byUid(heard.values()).filter(isOfWorld),
    listen(
      store: ClusterStore,
      { revision, objects }: Pick<ClusterChange, 'revision' | 'objects'>,
    ) {
      expect(revision).toBeGreaterThan(lastRevision);
      lastRevision = revision;
      for (const { apiVersion, kind: heardKind, metadata } of objects) {
        const now = store.get({
          group: groupOf(apiVersion),
          kind: heardKind,
          namespace: metadata.namespace,
          name: metadata.name,
        });
        if (now?.metadata.uid === metadata.uid) {
          heard.set(metadata.uid, now);
        } else {
          heard.delete(metadata.uid);
        }
      }
    },
  };
}

/** Lets a world happen to a watch, and expects the watch to keep up. */
async function expectToKeepUp(world: World, steps: Step[]) {
  const client = createKubeClient({
    cluster: () => ({ name: 'hub', url: world.url, authMetadata: {} }),
    credential: async () => ({ type: 'bearer token', token: world.token() }),
  });
  const listener = createListener();
  const watch = watchCluster({
    kinds: KINDS,
    client,
    settings: {
      ...DEFAULT_SETTINGS,
      namespaces: new Map([['hub', WORLD_NAMESPACES]]),
      pageSize: 2,
      spreadMs: 1,
      backoff: { baseMs: 1, maxMs: 4 },
      forbiddenRetryMs: 2,
      rediscoveryMs: 20,
      rediscoveryDelayMs: 1,
    },
    logger: mockServices.logger.mock(),
    onChange: change => listener.listen(watch.store, change),
  });

  const troubles = createTroubles();
  const settle = () =>
    eventually(() => {
      const there = WORLD_KINDS.filter(each => !troubles.lacks(each));
      const namespaces = troubles.namespaces();
      expect(contents(watch.store)).toEqual(
        expectedContents(world, there, namespaces),
      );
      expect(listener.heard()).toEqual(contents(watch.store));
      if (there.length > 0 && namespaces.length > 0) {
        expect(watch.state).toEqual({ state: 'synced' });
      }
    });

  try {
    await settle();
    for (const action of steps) {
      switch (action.do) {
        case 'put':
          world.put(action.kind, action.object);
          break;
        case 'remove':
          world.remove(action.kind, action.namespace, action.name);
          break;
        case 'settle':
          if (!troubles.isBlind()) {
            await settle();
          }
          break;
        case 'wait':
          await sleep(action.ms);
          break;
        default:
          world.suffer(action);
      }
      troubles.note(action);
    }
    world.heal();
    troubles.end();
    await settle();
    world.suffer({ do: 'widen' });
    await settle();
    for (const label of LABELS) {
      expect(byUid(watch.store.listByLabel('app', label))).toEqual(
        contents(watch.store).filter(
          ({ metadata }) => metadata.labels?.app === label,
        ),
      );
    }

    for (const each of WORLD_KINDS) {
      for (const its of WORLD_NAMESPACES) {
        NAMES.forEach(one => world.remove(each, its, one));
      }
    }
    await settle();
    expect(listener.heard()).toEqual([]);
    expect(watch.store.listByLabel('app')).toEqual([]);
  } finally {
    await watch.stop();
    await client.close();
    await world.stop();
  }
}

describe.each([
  ['a scripted server', createScriptedWorld, 50],
  ['the sandbox', createSandboxWorld, 15],
])('watchCluster on %s', (_, createWorld, numRuns) => {
  it('has, after any changes and misfortunes, what a fresh list has, and has told all of it', async () => {
    const property = fc.asyncProperty(
      fc.array(step, { maxLength: 80, size: 'max' }),
      async steps => expectToKeepUp(await createWorld(), steps),
    );
    await expect(
      fc.assert(property, { numRuns, endOnFailure: true }),
    ).resolves.toBeUndefined();
  }, 120_000);
});
