import { KubeObject } from '../clusters';

/** Pods that are asked for: each by its name, or all that have some labels. */
export type PodsAsked =
  | { by: 'name'; names: readonly string[] }
  | { by: 'labels'; selector: string };

/** So many are asked for one by one. */
export const MOST_BY_NAME = 4;

/** So many labels select them; more tell no more. */
const MOST_LABELS = 8;

/**
 * How some Pods of one namespace are asked for, in no more than four requests:
 * by the labels that they have in common where they are many. Without one in
 * common, the first four are asked for alone.
 */
export function askFor(pods: readonly KubeObject[]): PodsAsked {
  const names = pods.map(({ metadata }) => metadata.name).sort();
  const [first, ...others] = pods;
  const shared = Object.entries(first?.metadata.labels ?? {})
    .filter(([label, value]) =>
      others.every(({ metadata }) => metadata.labels?.[label] === value),
    )
    .map(([label, value]) => `${label}=${value}`)
    .sort()
    .slice(0, MOST_LABELS);
  return names.length <= MOST_BY_NAME || shared.length === 0
    ? { by: 'name', names: names.slice(0, MOST_BY_NAME) }
    : { by: 'labels', selector: shared.join(',') };
}
