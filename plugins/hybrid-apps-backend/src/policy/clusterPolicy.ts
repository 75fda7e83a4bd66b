import {
  createPolicyModel,
  PodTemplates,
  PolicyModel,
  WayIn,
} from '@hybrid-apps/network-policy';
import {
  Enforcement,
  KindKnowledge,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject } from '../clusters';
import { IsOfCluster } from '../namespaces';
import { once } from '../once';
import { detectEnforcement } from './enforcement';
import {
  decisiveGaps,
  modelObjects,
  reachChanges,
  ReachChanges,
  withChanges,
} from './modelObjects';
import { PolicyStore } from './policyStore';

/** Names what connections come in by, as the engine does. */
interface Route {
  kind: string;
  namespace?: string;
  name: string;
}

const wordOf = ({ kind, namespace = '', name }: Route) =>
  `${kind}/${namespace}/${name}`;

/** The ways in of a cluster, found by what they come in by. */
function waysInOf(model: PolicyModel): ClusterPolicy['waysIn'] {
  const byRoute = once(() => {
    const ways = new Map<string, WayIn[]>();
    for (const way of model.waysIn()) {
      const known = ways.get(wordOf(way.route)) ?? [];
      known.push(way);
      ways.set(wordOf(way.route), known);
    }
    return ways;
  });
  return route => byRoute().get(wordOf(route)) ?? [];
}

/** What there is to say on policies of one cluster, at one revision of its store. */
export interface ClusterPolicy {
  readonly store: PolicyStore;
  readonly model: PolicyModel;
  /**
   * As if there was nothing in other namespaces than those that are seen: whatever
   * selects anything there, by any selector, tells nothing of what it finds.
   */
  within(sees: (namespace: string) => boolean): PolicyModel;
  /** Empty where posture and verdicts can be told everywhere; see {@link gapsIn}. */
  readonly gaps: readonly KindKnowledge[];
  readonly enforcement: Enforcement;
  /** How connections come in from outside by an Ingress, a route or a Service. */
  waysIn(by: Route): readonly WayIn[];
  /** As it would be if staged policies were enforced; undefined where there are none. */
  staged(): PolicyModel | undefined;
}

/** Gives what holds for a store now; see {@link createClusterPolicies}. */
export type ClusterPolicies<S extends PolicyStore = ClusterStore> = (
  store: S,
) => ClusterPolicy;

/** A model, and what was worked out of it once it was asked for. */
interface Judged {
  objects: readonly KubeObject[];
  model: PolicyModel;
  waysIn: ClusterPolicy['waysIn'];
  staged: ClusterPolicy['staged'];
  within: ClusterPolicy['within'];
  /** By the namespaces that are seen. */
  parts: Map<string, PartModel>;
}

/** A model of some namespaces, and by what it is behind. */
interface PartModel {
  model: PolicyModel;
  behind: ReachChanges;
}

/** Readers who see other namespaces have other models; so many are kept. */
const KEPT_MODELS = 4;

/** One that lags by more changes is forgotten. */
const MOST_BEHIND = 2_000;

/**
 * Models without what is in namespaces that are not seen. Each is built once, and
 * from then on follows what changes as it is asked for.
 */
function createWithin(
  { objects, model, parts }: Pick<Judged, 'objects' | 'model' | 'parts'>,
  workloads: PodTemplates,
): ClusterPolicy['within'] {
  const namespaces = once(() =>
    [
      ...new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? [])),
    ].sort(),
  );
  return sees => {
    const seen = new Set(namespaces().filter(name => sees(name)));
    if (seen.size === namespaces().length) {
      return model;
    }
    const key = [...seen].join(' ');
    const known = parts.get(key);
    const part = known
      ? withChanges(known.model, known.behind, name => seen.has(name))
      : createPolicyModel(
          objects.filter(
            ({ metadata: { namespace } }) =>
              namespace === undefined || seen.has(namespace),
          ),
          { workloads },
        );
    parts.delete(key);
    parts.set(key, { model: part, behind: new Map() });
    const [oldest] = parts.keys();
    if (parts.size > KEPT_MODELS) {
      parts.delete(oldest);
    }
    return part;
  };
}

function judge(
  objects: readonly KubeObject[],
  workloads: PodTemplates,
  model: PolicyModel,
  parts: Judged['parts'],
): Judged {
  return {
    objects,
    model,
    waysIn: waysInOf(model),
    staged: once(() =>
      objects.some(({ kind }) => kind.startsWith('Staged'))
        ? createPolicyModel(objects, { workloads, enforceStaged: true })
        : undefined,
    ),
    within: createWithin({ objects, model, parts }, workloads),
    parts,
  };
}

/** What holds of these objects, by what held of others. */
function judgeAnew(
  objects: readonly KubeObject[],
  workloads: PodTemplates,
  last: Judged | undefined,
): Judged {
  if (!last) {
    const model = createPolicyModel(objects, { workloads });
    return judge(objects, workloads, model, new Map());
  }
  const changes = reachChanges(last.objects, objects, workloads);
  if (changes.size === 0) {
    return { ...last, objects };
  }
  for (const [key, { behind }] of last.parts) {
    changes.forEach((change, word) => behind.set(word, change));
    if (behind.size > MOST_BEHIND) {
      last.parts.delete(key);
    }
  }
  const model = withChanges(last.model, changes);
  return judge(objects, workloads, model, last.parts);
}

/**
 * Builds the model of a cluster once for all apps and viewers, and changes it only
 * where something changed that reachability hangs on: most changes in a cluster
 * are of some status.
 */
export function createPolicies<S extends PolicyStore>(
  enforcementOf: (store: S) => Enforcement,
): ClusterPolicies<S> {
  const known = new WeakMap<
    S,
    { revision: number; judged: Judged; policy: ClusterPolicy }
  >();
  return store => {
    const { revision } = store;
    const last = known.get(store);
    if (last?.revision === revision) {
      return last.policy;
    }
    const objects = modelObjects(store);
    const judged = judgeAnew(objects, store.kinds.templates, last?.judged);
    const policy = {
      store,
      model: judged.model,
      waysIn: judged.waysIn,
      staged: judged.staged,
      within: judged.within,
      gaps: decisiveGaps(store),
      enforcement: enforcementOf(store),
    };
    known.set(store, { revision, judged, policy });
    return policy;
  };
}

/** The same, of stores that show what runs in their clusters. */
export const createClusterPolicies = (
  isOfCluster?: IsOfCluster,
): ClusterPolicies =>
  createPolicies(store => detectEnforcement(store, isOfCluster));
