import type { BuiltModel, Workload } from '../evaluate/built';
import type { Labels } from '../selectors/labels';

/** A selector that tells one workload's pods from all others of its namespace. */
export interface PodSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'DoesNotExist';
    readonly values?: readonly string[];
  }[];
}

/** Labels that change from one rollout, pod or node to the next. */
const PASSING =
  /^(?:pod-template-hash|controller-revision-hash|pod-template-generation|apps\.kubernetes\.io\/pod-index|statefulset\.kubernetes\.io\/pod-name|controller-uid|job-name|batch\.kubernetes\.io\/.*|kubevirt\.io\/(?:created-by|nodeName|migration.*))$/;

/**
 * The lasting labels that all pods of a workload have in common: first those with
 * its name, which tomorrow's neighbours will not have either, then by length.
 */
function commonLabels({ endpoints, peer }: Workload): [string, string][] {
  const [first, ...rest] = endpoints;
  const isOther = ([, value]: [string, string]) => Number(value !== peer.name);
  return Object.entries(first.labels)
    .filter(
      ([key, value]) =>
        !PASSING.test(key) && rest.every(each => each.labels[key] === value),
    )
    .sort(
      (a, b) =>
        isOther(a) - isOther(b) ||
        a[0].length - b[0].length ||
        (a[0] < b[0] ? -1 : 1),
    );
}

const carries = (labels: Labels, wanted: readonly [string, string][]) =>
  wanted.every(([key, value]) => labels[key] === value);

/** The fewest labels (one, two, or all) that tell the workload's pods from the others. */
function fewest(
  own: readonly [string, string][],
  others: readonly Labels[],
): readonly [string, string][] {
  const separates = (wanted: readonly [string, string][]) =>
    wanted.length > 0 && !others.some(labels => carries(labels, wanted));
  const single = own.find(each => separates([each]));
  if (single) {
    return [single];
  }
  for (const a of own) {
    const b = own.find(each => separates([a, each]));
    if (b) {
      return [a, b];
    }
  }
  return own;
}

/** Selects a workload's pods and no others; undefined when labels cannot tell them apart. */
export function selectorFor(
  workload: Workload,
  neighbours: readonly Workload[],
): PodSelector | undefined {
  const own = commonLabels(workload);
  const others = neighbours
    .filter(each => each !== workload)
    .flatMap(each => each.endpoints.filter(pod => !pod.hostNetwork))
    .map(each => each.labels);
  const wanted = fewest(own, others);
  const left = others.filter(labels => carries(labels, wanted));
  const absent = new Set<string>();
  for (const labels of left) {
    const extra = Object.keys(labels).find(
      key =>
        !PASSING.test(key) &&
        workload.endpoints.every(each => !Object.hasOwn(each.labels, key)),
    );
    if (extra === undefined) {
      return undefined;
    }
    absent.add(extra);
  }
  return {
    ...(wanted.length > 0 ? { matchLabels: Object.fromEntries(wanted) } : {}),
    ...(absent.size > 0
      ? {
          matchExpressions: [...absent].sort().map(key => ({
            key,
            operator: 'DoesNotExist' as const,
          })),
        }
      : {}),
  };
}

/** One selector for several workloads, if one label tells them all from the others. */
export function selectorForAll(
  group: readonly Workload[],
  neighbours: readonly Workload[],
): PodSelector | undefined {
  if (group.length === neighbours.length) {
    return {};
  }
  if (group.length === 1) {
    return selectorFor(group[0], neighbours);
  }
  const others = neighbours
    .filter(each => !group.includes(each))
    .flatMap(each => each.endpoints)
    .map(each => each.labels);
  const keys = commonLabels(group[0]).map(([key]) => key);
  for (const key of keys) {
    const values = new Set(
      group.flatMap(each => each.endpoints.map(pod => pod.labels[key])),
    );
    const isTold =
      !values.has('') &&
      [...values].every(value => value !== undefined) &&
      !others.some(labels => values.has(labels[key]));
    if (isTold) {
      return values.size === 1
        ? { matchLabels: { [key]: [...values][0] } }
        : {
            matchExpressions: [
              { key, operator: 'In', values: [...values].sort() },
            ],
          };
    }
  }
  return undefined;
}

/** The workloads of a namespace that policies can select. */
export function selectableIn(
  namespace: string,
  { directory }: BuiltModel,
): Workload[] {
  return directory.workloads.filter(
    each =>
      each.peer.namespace === namespace &&
      !each.endpoints.every(pod => pod.hostNetwork),
  );
}
