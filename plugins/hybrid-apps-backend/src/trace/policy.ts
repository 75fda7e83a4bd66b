import {
  PolicyRule,
  Reachability,
  TraceHop,
  TraceWay,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore } from '../clusters';
import { FROM_SOME, takesFromSome } from '../kinds';
import { idOf, kindKey, nodeId, objectField } from '../objects';
import { EntryWay } from '../policy';
import { hop, stateOf, stateOfAny, worseOf } from './hop';
import { Draft, End } from './scene';

type Verdict = Reachability['verdict'];

/** What policy says of one end, by both sides where it is known who opens the connection. */
export interface Told {
  verdict: Verdict;
  summary: string;
  rules: readonly PolicyRule[];
}

/** Who asks policy. */
export interface AskWays {
  /** How connections come in by these; undefined where that could not be worked out. */
  entries(
    routes: readonly string[],
    store: ClusterStore,
  ): Promise<readonly EntryWay[] | undefined>;
  /** The same of one, from those who open the connection; undefined where these are not known to the viewer. */
  fromSource(way: EntryWay, store: ClusterStore): Promise<Told | undefined>;
}

/** So many questions are asked of who opens the connections. */
const MOST_QUESTIONS = 12;

const CODES = {
  allowed: 'policy.allows',
  denied: 'policy.denies',
  uncertain: 'policy.uncertain',
} as const;

const policyHop = ({ verdict, summary, rules }: Told): TraceHop => {
  const [first] = rules;
  return hop(
    CODES[verdict],
    { summary },
    {
      ...(first && {
        evidence: {
          object: first.policy,
          ...(first.path && { fieldPath: first.path }),
        },
      }),
      rules: [...rules],
    },
  );
};

/** What policy says of the end of a way by what it comes in by. */
function wayTo(
  entries: readonly EntryWay[],
  { scene: { store }, entry, service }: Draft,
  { workload, port }: NonNullable<End['asks']>,
): EntryWay | undefined {
  const route = idOf(store.name, entry);
  const id = nodeId(store.name, workload);
  const own = entries.filter(
    one => one.route === route && one.service === service,
  );
  const found = own.find(one => one.port === port && one.destination === id);
  const [other] = own;
  // It knows the way and not this end of it, whose port no object declares, say.
  return (
    found ??
    (other && { ...other, sources: [], verdict: 'uncertain', deciding: [] })
  );
}

/** A Service by its load balancer, which may take in some addresses alone. */
const fromOutside = ({ entry, hops }: Draft, told: Told): Told =>
  told.verdict === 'allowed' &&
  kindKey(entry) === '/Service' &&
  takesFromSome(entry) &&
  hops.some(({ code }) => code === 'address.known')
    ? { ...told, verdict: 'uncertain', summary: FROM_SOME }
    : told;

/** Asks policy of the ends of ways, and says how well each is in the end. */
export async function judged(
  drafts: readonly Draft[],
  ask: AskWays,
): Promise<TraceWay[]> {
  const known = new Map<ClusterStore, readonly EntryWay[] | undefined>();
  for (const store of new Set(drafts.map(one => one.scene.store))) {
    const routes = new Set(
      drafts
        .filter(
          one => one.scene.store === store && one.ends.some(end => end.asks),
        )
        .map(({ entry }) => idOf(store.name, entry)),
    );
    known.set(
      store,
      routes.size > 0 ? await ask.entries([...routes], store) : [],
    );
  }
  const answered = new Map<EntryWay, Promise<Told | undefined>>();

  async function hopOf(draft: Draft, end: End): Promise<TraceHop | undefined> {
    const { store } = draft.scene;
    if (!end.asks) {
      return undefined;
    }
    const entries = known.get(store);
    if (!entries) {
      return hop('policy.notAsked');
    }
    const way = wayTo(entries, draft, end.asks);
    if (!way) {
      return hop('policy.hangsOnSource');
    }
    let asked = answered.get(way);
    // Of several, each may be the one; the way tells whether they agree.
    if (!asked && way.sources.length === 1 && answered.size < MOST_QUESTIONS) {
      asked = ask.fromSource(way, store);
      answered.set(way, asked);
    }
    const told = (await asked) ?? { ...way, rules: way.deciding };
    return policyHop(fromOutside(draft, told));
  }

  const ways: TraceWay[] = [];
  for (const draft of drafts) {
    const { scene, entry, host, hops, more } = draft;
    const { store } = scene;
    const ends: TraceWay['ends'] = [];
    for (const end of draft.ends) {
      const policy = await hopOf(draft, end);
      const told = [
        end.endpoint,
        ...(policy ? [policy] : []),
        ...(end.container ? [end.container] : []),
      ];
      ends.push({ state: stateOf(told), hops: told });
    }
    const own = stateOf(hops);
    ways.push({
      cluster: store.name,
      entry: objectField(store.name, entry),
      ...(host && { host }),
      state:
        ends.length > 0
          ? worseOf(own, stateOfAny(ends.map(({ state }) => state)))
          : own,
      hops: [...hops],
      ends,
      more,
    });
  }
  return ways;
}
