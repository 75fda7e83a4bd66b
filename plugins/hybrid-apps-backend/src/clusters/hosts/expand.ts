import { tellsOtherwise } from './names';

/** Longer texts are files or scripts, and no addresses. */
export const LONGEST = 4096;

/** What stands for a value that is not known: it is no part of any host, and no sign of any form. */
const UNKNOWN = '$';

/**
 * Puts the values of variables where a text names them: `$(RELEASE)-api`. A
 * `$$` is a `$` that begins no name. A value is not expanded again.
 * Source: Kubernetes API reference, EnvVar v1 core, value; the kubelet's
 * `third_party/forked/golang/expansion`.
 *
 * @returns undefined for what gets too long to be an address
 */
export function expand(
  text: string,
  values: ReadonlyMap<string, string>,
): string | undefined {
  let length = text.length;
  if (length > LONGEST) {
    return undefined;
  }
  const expanded = text.replace(
    /\$(?:\$|\(([\w.-]+)\))/g,
    (written, name?: string) => {
      const value = name === undefined ? '$' : values.get(name) ?? UNKNOWN;
      length += value.length - written.length;
      return length > LONGEST ? '' : value;
    },
  );
  return length > LONGEST ? undefined : expanded;
}

/** A variable of a container, as its entry has it. */
export interface Entry {
  name: string;
  /** Undefined where it comes from somewhere else, as from a Secret. */
  value: string | undefined;
}

/** What a container's variables hold, where that is known. */
export interface Variables {
  /** One for each entry. */
  values: ReadonlyArray<string | undefined>;
  byName: ReadonlyMap<string, string>;
}

/**
 * The values of a container's variables, each expanded by those before it, and
 * all of them by name for its command and arguments: the last of a name counts.
 * What holds a password by its name stays unknown to the others, as what comes
 * from elsewhere (`valueFrom`, `envFrom`, or a Service in the namespace).
 */
export function expandVariables(entries: readonly Entry[]): Variables {
  const byName = new Map<string, string>();
  const values = entries.map(({ name, value }) => {
    const expanded = value === undefined ? undefined : expand(value, byName);
    if (expanded === undefined || tellsOtherwise(name)) {
      byName.delete(name);
    } else {
      byName.set(name, expanded);
    }
    return expanded;
  });
  return { values, byName };
}
