import { NodeFacts } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import { isMadeByWorkload } from '../objects';

/** Leaves out what is undefined or empty, so that a fact that is there says something. */
export function present<T extends object>(facts: T): T {
  const rest = { ...facts };
  for (const [field, value] of Object.entries(facts)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) {
      Reflect.deleteProperty(rest, field);
    }
  }
  return rest;
}

export const unique = (values: string[]) => [...new Set(values)];

/**
 * The CPUs and bytes of a workload, in numbers, as far as they are known. What
 * a workload made is of that one, and is not counted again.
 */
export function resourcesOf(
  object: KubeObject,
  { cpu, memory }: NonNullable<NodeFacts['resources']>,
): NodeFacts['resources'] {
  const isKnown = cpu !== undefined || memory !== undefined;
  return isKnown && !isMadeByWorkload(object)
    ? {
        ...(cpu !== undefined && { cpu }),
        ...(memory !== undefined && { memory: Math.round(memory) }),
      }
    : undefined;
}
