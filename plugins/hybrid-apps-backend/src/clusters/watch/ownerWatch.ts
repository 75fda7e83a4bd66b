import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { createProjection } from '../kinds/projection';
import { KindTable, WatchedKind } from '../kinds/kindTable';
import { groupResource } from '../store/storeFromObjects';
import { KubeObject, ServedKind } from '../types';
import { KindState } from './inStep';
import { createOwnerKinds, keyOfKind } from './ownerKinds';

/** What is kept of an owner, beside its metadata: how it says that it is. */
const KEPT = [
  'status.conditions',
  'status.observedGeneration',
  'status.phase',
] as const;

/** A kind under watch as its objects own others. */
interface Running {
  kind: ServedKind;
  abort: AbortController;
  done: Promise<void>;
}

/** How a kind is read, until `signal` is aborted. */
type Reflect = (
  kind: ServedKind,
  asked: WatchedKind,
  how: {
    project: KindTable['project'];
    signal: AbortSignal;
    onState: (state: KindState) => void;
  },
) => Promise<void>;

/** What is known of a kind of owners. */
export type OwnerState = KindState & Pick<KindKnowledge, 'kind' | 'ownerKind'>;

/** Watches the kinds of owners that nobody described, as soon as something is owned by one. */
export interface OwnerWatch {
  /** Takes an object as it is now. */
  saw(object: KubeObject): void;
  /** Takes what the cluster serves from now on, and lets go of what owns nothing any more. */
  follow(served: readonly ServedKind[]): Promise<void>;
  readonly states: readonly OwnerState[];
  stop(): Promise<void>;
}

const resourceOf = ({ group, plural }: ServedKind) =>
  groupResource(group, plural);

const leftOut = (kind: ServedKind, max: number): OwnerState => ({
  kind: resourceOf(kind),
  ownerKind: kind.kind,
  state: 'forbidden',
  message: `The portal reads ${max} kinds of a cluster, at most, for what their objects own, and leaves ${resourceOf(
    kind,
  )} out (hybridApps.watch.ownerKinds).`,
});

/**
 * @param options.max - so many kinds are watched at a time
 * @param options.isHere - whether an object is there still
 * @param options.drop - forgets all objects of a kind
 * @param options.onChange - called when a state is another
 */
export function createOwnerWatch(options: {
  kinds: KindTable;
  max: number;
  reflect: Reflect;
  isHere: (object: KubeObject) => boolean;
  drop: (kind: ServedKind) => void;
  onChange: () => void;
  now: () => string;
}): OwnerWatch {
  const { kinds, max, reflect, isHere, drop, onChange, now } = options;
  const owners = createOwnerKinds(kinds, max);
  const running = new Map<string, Running>();
  const states = new Map<string, OwnerState>();
  let left: OwnerState[] = [];
  let served: readonly ServedKind[] = [];
  let isDue = false;
  let isStopped = false;

  function begin(kind: ServedKind) {
    const key = keyOfKind(kind);
    const abort = new AbortController();
    const watched: WatchedKind = {
      groups: [kind.group],
      kind: kind.kind,
      resource: kind.plural,
      keep: KEPT,
    };
    const onState = (state: KindState) => {
      const before = states.get(key);
      const since =
        before?.state === state.state ? before.since : state.since ?? now();
      states.set(key, {
        ...state,
        since,
        kind: resourceOf(kind),
        ownerKind: kind.kind,
      });
      if (before?.state !== state.state || before.message !== state.message) {
        onChange();
      }
    };
    const done = reflect(kind, watched, {
      project: createProjection([watched]),
      signal: abort.signal,
      onState,
    });
    running.set(key, { kind, abort, done });
  }

  async function end(key: string, { kind, abort, done }: Running) {
    running.delete(key);
    abort.abort();
    await done;
    states.delete(key);
    drop(kind);
    onChange();
  }

  /** What is read already is, until the next look at what the cluster serves: a watch is not for every moment. */
  function beginMissing() {
    const isRead = (kind: ServedKind) => running.has(keyOfKind(kind));
    const chosen = owners.choose(served, isRead);
    const free = max - running.size;
    const missing = chosen.read.filter(kind => !isRead(kind));
    missing.slice(0, Math.max(0, free)).forEach(begin);
    const all = [...chosen.read, ...chosen.left];
    const before = left.length;
    left = all.filter(kind => !isRead(kind)).map(kind => leftOut(kind, max));
    if (left.length !== before) {
      onChange();
    }
  }

  return {
    saw(object) {
      if (max > 0 && owners.saw(object, isHere) && !isDue) {
        isDue = true;
        // Objects come in swarms.
        setImmediate(() => {
          isDue = false;
          if (!isStopped) {
            beginMissing();
          }
        });
      }
    },
    async follow(kindsServed) {
      served = kindsServed;
      const isRead = (kind: ServedKind) => running.has(keyOfKind(kind));
      const versions = new Map(
        owners
          .choose(served, isRead)
          .read.map(kind => [keyOfKind(kind), kind.version]),
      );
      await Promise.all(
        [...running]
          .filter(([key, { kind }]) => versions.get(key) !== kind.version)
          .map(([key, one]) => end(key, one)),
      );
      if (!isStopped) {
        beginMissing();
      }
    },
    get states() {
      return [...states.values(), ...left];
    },
    async stop() {
      isStopped = true;
      const all = [...running.values()];
      all.forEach(({ abort }) => abort.abort());
      await Promise.all(all.map(({ done }) => done));
    },
  };
}
