import { createHash } from 'node:crypto';
import { Topology } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Member } from '../../apps';
import { ClusterStore, KubeObject } from '../../clusters';
import { getOrMake } from '../../getOrMake';
import { isMadeByWorkload, isWorkload, nameOf } from '../../objects';
import { Call, callsOf } from '../../topology';
import { whyUnknown } from './known';
import { orderOf } from './order';
import { Before, Doing, powerOf, startOf } from './power';

/** Whether an app is stopped or started. */
export type PlanKind = 'stop' | 'start';

/** One act of a plan. */
export interface PlannedStep extends Doing {
  /** Its stage, from 0. */
  stage: number;
  /** The id of its node. */
  object: string;
  cluster: string;
  namespace: string;
  uid: string;
  /** How it ran, or is to run again. */
  before: Before;
  /** Why no earlier: what is stopped or started before it. */
  after: Reason[];
}

/** That a step waits for another, and why. */
export interface Reason {
  object: string;
  relation: Call['relation'];
  /** The id of the Service by which it calls. */
  through?: string;
}

/** An object, and why nothing is done to it. */
export interface Told {
  object: string;
  cluster: string;
  namespace: string;
  why: string;
}

/** What would be done to an app. */
export interface Composed {
  kind: PlanKind;
  /** In the order of their stages, and in these by their objects. */
  steps: PlannedStep[];
  leftAlone: Told[];
  /** What the caller may not do: with any of these, nothing is done unless it is excluded. */
  refused: Told[];
  /** Objects that need each other all round, which are of one stage therefore. */
  cycles: string[][];
}

/** What a plan is made of. */
export interface Composing {
  kind: PlanKind;
  /** Of the app, as far as the caller is shown it. */
  objects: readonly Member[];
  edges: Topology['edges'];
  stores: readonly ClusterStore[];
  /** How what plans stopped ran before, by cluster and uid: see {@link memoryKey}. */
  memory: ReadonlyMap<string, Before>;
  /** Left out by who asks. */
  exclude: ReadonlySet<string>;
  /** Of a plan that goes back: what it takes back; all else is none of its. */
  only?: ReadonlySet<string>;
  /** Why the caller may not act there; undefined where they may. */
  whyRefused: (cluster: string, namespace: string) => string | undefined;
  /** Why nobody can act there. */
  whyLeft: (cluster: string, namespace: string) => string | undefined;
}

/** What is remembered of an object goes by. */
export const memoryKey = (cluster: string, uid: string): string =>
  `${cluster} ${uid}`;

interface Component {
  id: string;
  object: KubeObject;
  store: ClusterStore;
  cluster: string;
  namespace: string;
  uid: string;
}

/** What of an app runs, or could: its workloads but for those that others made. */
function componentsOf({ objects, stores }: Composing): Component[] {
  const found = new Map<string, Component>();
  for (const { id, cluster, object: drawn } of objects) {
    const store = stores.find(({ name }) => name === cluster);
    // As it is now: a picture may be a moment old.
    const object = store?.get(nameOf(drawn));
    const { namespace, uid } = object?.metadata ?? {};
    if (
      store &&
      object &&
      namespace !== undefined &&
      uid !== undefined &&
      isWorkload(object) &&
      !isMadeByWorkload(object)
    ) {
      found.set(id, { id, object, store, cluster, namespace, uid });
    }
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What is declared counts before what is wired: a wire that says the reverse is no need. */
function needsOf(calls: readonly Call[]): Call[] {
  const pair = (from: string, to: string) => JSON.stringify([from, to]);
  const declared = new Set(
    calls
      .filter(({ relation }) => relation === 'depends-on')
      .map(({ source, target }) => pair(source, target)),
  );
  return calls.filter(
    ({ source, target, relation }) =>
      relation === 'depends-on' || !declared.has(pair(target, source)),
  );
}

const RUNS = 'It runs already.';
const WAS_STOPPED = 'It is stopped already, and stays so.';
const NOT_BY_PLAN =
  'It is stopped, and not by a plan, so how it ran is not known. Start it by itself.';

/** What to do to one component: an act, or why none. */
function doingOf(
  { id, object, store, cluster, uid }: Component,
  { kind, memory }: Composing,
): (Doing & { before: Before }) | { why: string } {
  const unknown = whyUnknown(id, [store]);
  if (unknown !== undefined) {
    return { why: unknown };
  }
  const power = powerOf(object, store);
  if (power.is === 'left') {
    return { why: power.why };
  }
  if (kind === 'stop') {
    return power.is === 'running'
      ? { ...power.stop, before: power.before }
      : { why: WAS_STOPPED };
  }
  const before = memory.get(memoryKey(cluster, uid));
  if (power.is === 'running') {
    return { why: RUNS };
  }
  return before ? { ...startOf(before), before } : { why: NOT_BY_PLAN };
}

/**
 * What is done to stop or start an app, in which order, what is left alone and
 * why. Callers are stopped before what they call, and started after it. Pure.
 */
export function compose(asked: Composing): Composed {
  const { kind, edges, exclude, only } = asked;
  const components = componentsOf(asked);
  const byId = new Map(components.map(one => [one.id, one]));
  const needs = needsOf(callsOf(edges, id => byId.has(id)));
  const { ranks, cycles } = orderOf([...byId.keys()], needs);
  const composed: Composed = {
    kind,
    steps: [],
    leftAlone: [],
    refused: [],
    cycles,
  };
  for (const component of components) {
    const { id, cluster, namespace, uid } = component;
    const tell = (why: string): Told => ({
      object: id,
      cluster,
      namespace,
      why,
    });
    const doing = doingOf(component, asked);
    if (only && !only.has(id)) {
      continue;
    }
    const why = 'why' in doing ? doing.why : asked.whyLeft(cluster, namespace);
    const whyRefused = asked.whyRefused(cluster, namespace);
    if (why !== undefined) {
      composed.leftAlone.push(tell(why));
    } else if (exclude.has(id)) {
      composed.leftAlone.push(tell('It is excluded.'));
    } else if (whyRefused !== undefined) {
      composed.refused.push(tell(whyRefused));
    } else if (!('why' in doing)) {
      composed.steps.push({
        ...doing,
        stage: ranks.get(id) ?? 0,
        object: id,
        cluster,
        namespace,
        uid,
        after: [],
      });
    }
  }
  return { ...composed, steps: inStages(composed, needs) };
}

/** With the stages that have something in them, and whom each step waits for. */
function inStages(
  { kind, steps }: Pick<Composed, 'kind' | 'steps'>,
  needs: readonly Call[],
): PlannedStep[] {
  const stops = kind === 'stop';
  const ranks = [...new Set(steps.map(({ stage }) => stage))].sort((a, b) =>
    stops ? a - b : b - a,
  );
  const stages = new Map(
    steps.map(({ object, stage }) => [object, ranks.indexOf(stage)]),
  );
  // Each need once: behind one Service they are as many as callers times called.
  const reasons = new Map<string, Reason[]>();
  for (const { source, target, relation, through } of needs) {
    const [of, object] = stops ? [target, source] : [source, target];
    const [own, other] = [stages.get(of), stages.get(object)];
    if (own !== undefined && other !== undefined && other < own) {
      getOrMake(reasons, of, () => []).push({
        object,
        relation,
        ...(through && { through }),
      });
    }
  }
  return steps
    .map(step => ({
      ...step,
      stage: stages.get(step.object) ?? 0,
      after: reasons.get(step.object) ?? [],
    }))
    .sort((a, b) => a.stage - b.stage || (a.object < b.object ? -1 : 1));
}

/** What somebody was told would be done, in short: another where that is something else. */
export const basisOfPlan = ({ kind, steps }: Composed): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        kind,
        steps.map(({ stage, object, uid, act, input, before }) => [
          stage,
          object,
          uid,
          act,
          input,
          before,
        ]),
      ]),
    )
    .digest('base64url')
    .slice(0, 22);
