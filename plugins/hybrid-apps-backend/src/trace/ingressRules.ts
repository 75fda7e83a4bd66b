import { KubeObject } from '../clusters';
import { coversOneLabel, IngressPath, ingressPaths, isUnder } from '../kinds';
import { Steps } from '../unhurried';
import { Scene } from './scene';

/** So many paths are looked at in one step. */
const STEP = 500;

/** A path of an Ingress whose rule is for the host that is asked for. */
export interface Candidate {
  ingress: KubeObject;
  path: IngressPath;
  /** How close the host of its rule is. */
  near: number;
  /** Whether it takes the path that is asked for; undefined where the controller's own rule decides. */
  takes: boolean | undefined;
}

/**
 * Of the hosts of rules that mean the one that is asked for, the closest counts.
 * Source: k8s.io/api/networking/v1, IngressRule.Host.
 */
function closeness(rule: string | undefined, host: string): number {
  if (rule === undefined) {
    return 1;
  }
  if (rule === host) {
    return 3;
  }
  return coversOneLabel(rule, host) ? 2 : 0;
}

/** Whether a path of a rule takes one that is asked for; undefined where the controller's own rule decides. */
export function takes(
  { path, type }: IngressPath,
  asked: string,
): boolean | undefined {
  if (type === 'Exact') {
    return path === asked;
  }
  if (isUnder(asked, path)) {
    return true;
  }
  return type === 'Prefix' ? false : undefined;
}

/**
 * The longest path counts, and of two that are equal the exact one.
 * Source: Kubernetes docs, Ingress, Multiple matches.
 */
const compareRank = (a: Candidate, b: Candidate): number =>
  b.path.path.length - a.path.path.length ||
  Number(b.path.type === 'Exact') - Number(a.path.type === 'Exact');

/** The same with hosts, by which servers are told apart before their paths. */
export const compareWithHost = (a: Candidate, b: Candidate): number =>
  b.near - a.near || compareRank(a, b);

const nameOf = ({ ingress: { metadata } }: Candidate) =>
  `${metadata.name} ${metadata.namespace}`;

export const byPrecedence = (a: Candidate, b: Candidate): number =>
  compareRank(a, b) || (nameOf(a) < nameOf(b) ? -1 : 1);

/** The paths of Ingresses, by rules for a host. */
export function* candidatesOf(
  { budget }: Scene,
  ingresses: readonly KubeObject[],
  asked: { host: string; path: string },
): Steps<Candidate[]> {
  const found: Candidate[] = [];
  for (const ingress of ingresses) {
    const paths = ingressPaths(
      ingress,
      host => closeness(host, asked.host) > 0,
    );
    yield;
    if (paths.length === 0 || !budget.spend(paths.length)) {
      continue;
    }
    for (const [index, path] of paths.entries()) {
      found.push({
        ingress,
        path,
        near: closeness(path.host, asked.host),
        takes: takes(path, asked.path),
      });
      if (index % STEP === STEP - 1) {
        yield;
      }
    }
  }
  return found;
}

/** Those by the closest host. */
export function nearestOf(candidates: readonly Candidate[]): Candidate[] {
  const nearest = candidates.reduce(
    (most, { near }) => Math.max(most, near),
    0,
  );
  return candidates.filter(({ near }) => near === nearest);
}

/**
 * The first by precedence, one of each Ingress: of two that have the very same
 * path, which one counts is the controller's own rule (the older one, a canary's weight).
 */
export function bestOf(candidates: readonly Candidate[]): Candidate[] {
  const [first, ...others] = candidates;
  if (first === undefined) {
    return [];
  }
  const top = others.reduce(
    (most, one) => (compareRank(one, most) < 0 ? one : most),
    first,
  );
  const best = new Map<KubeObject, Candidate>();
  for (const one of candidates) {
    if (compareRank(one, top) === 0 && !best.has(one.ingress)) {
      best.set(one.ingress, one);
    }
  }
  return [...best.values()].sort(byPrecedence);
}
