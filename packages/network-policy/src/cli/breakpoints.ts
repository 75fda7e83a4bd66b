const MAX_PORT = 65535;

/**
 * The ports at which an answer can change: the first of each range that any
 * manifest speaks of, and the first after it. Whatever is under a key that has
 * to do with ports counts; one too many costs a question, and changes nothing.
 */
export function breakpointsOf(objects: readonly object[]): number[] {
  const found = new Set([1]);
  const add = (port: number) => {
    for (const each of [port, port + 1]) {
      if (each >= 1 && each <= MAX_PORT) {
        found.add(each);
      }
    }
  };
  const walk = (value: unknown, isPort: boolean): void => {
    if (typeof value === 'number' && isPort) {
      add(value);
    } else if (typeof value === 'string' && isPort) {
      // Calico writes ranges as "80:90".
      (/^\d+(:\d+)?$/.exec(value)?.[0].split(':') ?? [])
        .map(Number)
        .forEach(add);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        walk(child, isPort || /port/i.test(key));
      }
    }
  };
  objects.forEach(each => walk(each, false));
  return [...found].sort((a, b) => a - b);
}
