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
