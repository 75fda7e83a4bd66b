import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppEntities } from '../catalog';
import { ClusterStore, LiveStore } from '../clusters';
import {
  EVERYTHING,
  OwnerOf,
  shownStore,
  Sight,
  sightWithin,
} from '../namespaces';
import { PolicyAnswers } from '../policy';
import { sameItems } from '../sameItems';
import { createTurns } from '../unhurried';
import { namesOf, stateOf, storesOf } from './appSource';
import { AppView, Common, createAppView, KeptView, Source } from './appView';
import { hiddenOf, reachOf } from './hidden';

/** What a caller sees of clusters that take each user's own token, by their names. */
export type OwnStores = ReadonlyMap<string, LiveStore>;

export interface AppViews {
  /**
   * @param sight - what the viewer may see; everything unless told
   * @param own - in place of the stores that are shared; such a view is not kept
   */
  of(app: AppEntities, sight?: Sight, own?: OwnStores): AppView;
  /** All of an app as it is now, where `of` may give what was a moment ago. */
  now(app: AppEntities): AppView;
  /** That the list of clusters itself is not known; nothing where it is. */
  unlisted(): KindKnowledge[];
  readonly policies: PolicyAnswers;
  /** Tells that what policies say is known of a picture that was given without. */
  onLate(listener: () => void): void;
}

/** So many views are kept however long nobody asks for them; the longest unseen one goes first. */
const KEPT_VIEWS = 1_000;

/**
 * What was asked for in this time, in milliseconds, is kept beyond that: a list
 * asks for all of its apps again and again, and of one that is longer than what
 * is kept, each would be forgotten just before it is asked for.
 */
const ASKED_MS = 10 * 60_000;

/** More than these are never kept. */
const MOST_VIEWS = 10_000;

/** How a view is made: see {@link createAppView}. */
type Keeping = Parameters<typeof createAppView>[3];

/** A view, and what it was made of beside the contents of stores. */
interface Entry {
  kept: KeptView;
  /** Equal for equal entities. */
  state: string;
  stores: readonly LiveStore[];
  /** The view that it was cut from. */
  whole?: AppView;
  /** In milliseconds. */
  madeAt: number;
  /** When it was asked for last, likewise. */
  askedAt: number;
}

/**
 * Views of apps, each kept until something changes that it was made of: its
 * entities, or a place that it read of a cluster. However many viewers there
 * are, and however much changes elsewhere, it is computed once.
 */
export function createAppViews(source: {
  /** The stores of all clusters, as of now. */
  stores: () => readonly LiveStore[];
  /** Why the list of clusters is not known, or not up to date. */
  problem: () => string | undefined;
  ownerOf: OwnerOf;
  policies: PolicyAnswers;
  /**
   * For so long, in milliseconds, a view is given though something of it
   * changed, so that what changes all the time is not computed all the time.
   */
  restMs?: number;
  /** The same of policy statuses that are worked out in no time; as long as views, unless told. */
  statusRestMs?: number;
  /** So long, in milliseconds, a picture waits for what policies say; as long as it takes, unless told. */
  waitMs?: number;
  /** Is told why it could not be worked out. */
  onFailure?: Common['onFailure'];
  /** In milliseconds. */
  now?: () => number;
}): AppViews {
  const { policies, restMs = 0, waitMs = Infinity } = source;
  const { statusRestMs = restMs } = source;
  const { now = () => performance.now(), onFailure = () => {} } = source;
  const late = new Set<() => void>();
  const entries = new Map<string, Entry>();

  function unlisted(): KindKnowledge[] {
    const all = { cluster: '*', kind: '*' };
    const message = source.problem();
    if (message !== undefined) {
      return [{ ...all, state: 'unreachable', message }];
    }
    // No answer must pass for an empty cluster, nor for the lack of any.
    return source.stores().length > 0
      ? []
      : [
          {
            ...all,
            state: 'syncing',
            message:
              'No cluster is known yet. Clusters are those of the kubernetes plugin (kubernetes.clusterLocatorMethods in app-config).',
          },
        ];
  }

  const common: Common = {
    policies,
    patience: { restMs, statusRestMs, waitMs },
    unlisted,
    ownerOf: source.ownerOf,
    now,
    turn: createTurns(),
    onLate: () => late.forEach(tell => tell()),
    onFailure,
  };
  const wholeOf = (from: Source, kept: Keeping) =>
    createAppView(
      from,
      { of: store => store, sight: EVERYTHING, hidden: [], isWhole: true },
      common,
      kept,
    );

  /** As much of an app as is seen: of the namespaces that it reaches into, and of nothing else. */
  const cutOf = (
    from: Source,
    whole: AppView,
    sight: ReturnType<typeof sightWithin>,
    kept: Keeping,
  ) =>
    createAppView(
      from,
      {
        of: (store: ClusterStore) =>
          shownStore(store, {
            sees: namespace => sight.sees(store.name, namespace),
            namespaces: sight.namespaces(store.name),
            readsClusters: sight.readsClusters,
          }),
        sight,
        hidden: hiddenOf(whole.members, sight),
        isWhole: reachOf(whole.members).every(
          ({ cluster, namespace }) =>
            namespace === '' || sight.sees(cluster, namespace),
        ),
      },
      common,
      kept,
    );

  /** A view that is kept until what it is made of changes. */
  function keep(
    key: string,
    of: Pick<Entry, 'state' | 'stores' | 'whole'>,
    rest: number,
    make: (kept: Keeping) => KeptView,
  ): KeptView {
    const time = now();
    const known = entries.get(key);
    const isOfSame =
      known !== undefined &&
      known.state === of.state &&
      known.whole === of.whole &&
      sameItems(known.stores, of.stores);
    const isGiven =
      isOfSame &&
      (!known.kept.isStale ||
        (known.kept.isDrawn && time - known.madeAt < rest));
    if (!isGiven) {
      known?.kept.end();
    }
    entries.delete(key);
    const before = isOfSame ? known.kept.said : undefined;
    const entry: Entry = isGiven
      ? { ...known, askedAt: time }
      : {
          ...of,
          kept: make({ before, isKept: true }),
          madeAt: time,
          askedAt: time,
        };
    entries.set(key, entry);
    forget(time);
    return entry.kept;
  }

  /** Lets go of what is too much: two at a time, of which one was added at most. */
  function forget(time: number) {
    for (let left = 2; left > 0; left--) {
      const [[oldest, { kept, askedAt }]] = entries;
      const isAsked = time - askedAt < ASKED_MS;
      if (entries.size <= (isAsked ? MOST_VIEWS : KEPT_VIEWS)) {
        return;
      }
      kept.end();
      entries.delete(oldest);
    }
  }

  function viewOf(
    app: AppEntities,
    { sight, own, rest }: { sight: Sight; own?: OwnStores; rest: number },
  ): KeptView {
    const shared = source.stores();
    const isOwn = own !== undefined && own.size > 0;
    const all = isOwn
      ? shared.map(store => own.get(store.name) ?? store)
      : shared;
    const stores = storesOf(app, all);
    const from = { app, stores, all };
    // Callers who see other parts of an app have a view of their own.
    const key = namesOf(app);
    const state = JSON.stringify([
      stateOf(app),
      stores.map(({ name }) => name),
      source.problem(),
    ]);
    const made = (
      name: string,
      make: (kept: Keeping) => KeptView,
      whole?: AppView,
    ) =>
      isOwn
        ? make({ isKept: false })
        : keep(name, { state, stores: all, whole }, rest, make);

    const uncut = made(key, kept => wholeOf(from, kept));
    if (sight === EVERYTHING) {
      return uncut;
    }
    const whole = uncut.view;
    const within = sightWithin(sight, reachOf(whole.members));
    return made(
      `${key} ${within.key}`,
      kept => cutOf(from, whole, within, kept),
      whole,
    );
  }

  return {
    unlisted,
    policies,
    onLate(listener) {
      late.add(listener);
    },
    of: (app, sight = EVERYTHING, own) =>
      viewOf(app, { sight, own, rest: restMs }).view,
    now: app => viewOf(app, { sight: EVERYTHING, rest: 0 }).current,
  };
}
