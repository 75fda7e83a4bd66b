import { InputError, NotFoundError } from '@backstage/errors';
import {
  KindKnowledge,
  Trace,
  TraceState,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppMembers } from '../apps';
import { ClusterStore } from '../clusters';
import { getOrMake } from '../getOrMake';
import { EVERYTHING, Sight } from '../namespaces';
import { inSteps, Steps, unhurried } from '../unhurried';
import { createBudget } from './budget';
import { Entries, entriesOf, hostsOf } from './entries';
import { stateOf } from './hop';
import { AskWays, judged } from './policy';
import { Asked, isAddress, readQuestion, writeQuestion } from './question';
import { Front, Scene } from './scene';
import { throughService } from './service';
import { waysBy, waysToAddress, waysToName, waysToService } from './ways';

/** So many ways are told, and hosts where there is none. */
const MOST_WAYS = 10;
const MOST_HOSTS = 50;

/** So many are followed to their ends, to tell those that break. */
const MOST_FOLLOWED = 60;

/** So many rules of Ingresses and routes are looked at for one question. */
const MOST_RULES = 50_000;

/** An app as its viewer is shown it. */
export interface Shown {
  members: Pick<AppMembers, 'entityRef' | 'members'>;
  stores: readonly ClusterStore[];
  sight: Pick<Sight, 'sees' | 'readsClusters'>;
  knowledge: readonly KindKnowledge[];
}

/** Names that many know before those of the cluster alone. */
const byReach = (a: string, b: string): number => {
  const isOfCluster = (host: string) => Number(host.endsWith('.svc'));
  return isOfCluster(a) - isOfCluster(b) || (a < b ? -1 : 1);
};

const ORDER = ['breaks', 'unknown', 'passes'] as const;

/** The first of some, those that break before all others; of each the state is worked out once. */
function* worstFirst<T extends Pick<Front, 'hops'>>(
  ways: readonly T[],
  most: number,
): Steps<T[]> {
  const byState = new Map<TraceState, T[]>();
  for (const way of ways) {
    getOrMake(byState, stateOf(way.hops), (): T[] => []).push(way);
    yield;
  }
  return ORDER.flatMap(state => byState.get(state) ?? []).slice(0, most);
}

/** The ways of a request to a host, one cluster after the other. */
function* frontsOf(
  asked: Asked & { host: string },
  all: readonly Entries[],
): Steps<Front[]> {
  const found: Front[][] = [];
  for (const entries of all) {
    found.push(
      isAddress(asked.host)
        ? yield* waysToAddress(entries, asked)
        : yield* waysToName(entries, asked),
    );
  }
  return found.flat();
}

/** The ways by one object of the app. */
function* frontsBy(
  id: string,
  { members: { entityRef, members } }: Shown,
  all: readonly Entries[],
): Steps<Front[]> {
  const member = members.find(one => one.id === id);
  if (!member) {
    throw new NotFoundError(
      `'${id}' is no object of '${entityRef}', or it is gone.`,
    );
  }
  const entries = all.find(({ scene }) => scene.store.name === member.cluster);
  const { object } = member;
  const isEntry =
    entries !== undefined &&
    [
      entries.services,
      entries.ingresses,
      entries.openShift,
      entries.gatewayRoutes,
      entries.holders,
    ].some(some => some.includes(object));
  if (!isEntry) {
    throw new InputError(
      `No request goes to ${object.kind} ${object.metadata.name} by itself. Ask for a Service, an Ingress, a route or a Gateway of the app.`,
    );
  }
  return entries.services.includes(object)
    ? yield* waysToService(entries, object)
    : yield* waysBy(entries, one => one === object);
}

/** Hosts that are answered to. */
async function hostsIn(all: readonly Entries[]): Promise<string[]> {
  const hosts = new Set<string>();
  for (const entries of all) {
    (await inSteps(hostsOf(entries))).forEach(host => hosts.add(host));
  }
  return [...hosts].sort(byReach).slice(0, MOST_HOSTS);
}

/**
 * The ways that a request takes through an app, hop by hop.
 *
 * @param to - a URL, a host, an address or the id of an object of the app
 * @param ask - what policy says of the last part of each
 * @throws InputError, NotFoundError where it is none of these
 */
export async function traceRequest(
  to: string,
  shown: Shown,
  { now, ask }: { now: Date; ask: AskWays },
): Promise<Trace> {
  const question = readQuestion(to, name =>
    shown.stores.some(store => store.name === name),
  );
  const { members, stores, sight, knowledge } = shown;
  const budget = createBudget(MOST_RULES);
  const all: Entries[] = [];
  for (const store of stores) {
    const scene: Scene = {
      store,
      sees: namespace => sight.sees(store.name, namespace),
      readsClusters: sight.readsClusters,
      now,
      budget,
    };
    all.push(await inSteps(entriesOf(scene, members.members)));
  }
  const fronts = await inSteps(
    'id' in question
      ? frontsBy(question.id, shown, all)
      : frontsOf(question, all),
  );
  const followed = await unhurried(
    await inSteps(worstFirst(fronts, MOST_FOLLOWED)),
    throughService,
  );
  const told = await inSteps(worstFirst(followed, MOST_WAYS));
  const ways = await judged(told, ask);
  const { scheme, host, port, path } =
    'id' in question ? ({} as Asked) : question;
  return {
    to: writeQuestion(question),
    ...(scheme && { scheme }),
    ...(host && { host }),
    ...(port !== undefined && { port }),
    path: path ?? '/',
    ways: ways.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state)),
    more: fronts.length - told.length,
    left: budget.left,
    othersHidden: 'host' in question && sight !== EVERYTHING,
    hosts: fronts.length > 0 ? [] : await hostsIn(all),
    knowledge: [...knowledge],
  };
}
