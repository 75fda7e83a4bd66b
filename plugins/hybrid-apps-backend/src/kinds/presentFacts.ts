import { NodeFacts } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** Leaves out what is undefined or empty, so that a fact that is there says something. */
export function present(facts: NodeFacts): NodeFacts {
  return Object.fromEntries(
    Object.entries(facts).filter(
      ([, value]) =>
        value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

export const unique = (values: string[]) => [...new Set(values)];
