import {
  InvalidFieldError,
  attempt,
  get,
  integer,
  text,
  word,
} from '../objects/fields';
import type { Field } from '../objects/fields';
import type { ContainerPort, UnreadPort } from './types';

export const PORT_PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;

/**
 * A port of a container, or of a VM's interface.
 * @param key - what its number is called
 */
export function readPort(
  at: Field,
  key: 'containerPort' | 'port',
): ContainerPort {
  const portAt = get(at, key);
  const port = integer(portAt, 1, 65535);
  if (port === undefined) {
    throw new InvalidFieldError(portAt, 'is required');
  }
  const name = text(get(at, 'name'));
  const protocol = word(get(at, 'protocol'), PORT_PROTOCOLS) ?? 'TCP';
  // V8 gives each object that begins with a spread a shape of its own.
  return name ? { name, port, protocol } : { port, protocol };
}

/** The ports that a pod declares, as far as they can be read. */
export interface DeclaredPorts {
  readonly ports: readonly ContainerPort[];
  readonly unreadPorts: readonly UnreadPort[];
}

/** Reads ports one by one: one that cannot be read leaves the others as they are. */
export function readPorts(
  places: readonly Field[],
  read: (at: Field) => ContainerPort,
): DeclaredPorts {
  const ports: ContainerPort[] = [];
  const unreadPorts: UnreadPort[] = [];
  for (const at of places) {
    try {
      ports.push(read(at));
    } catch (error) {
      if (!(error instanceof InvalidFieldError)) {
        throw error;
      }
      const name = attempt(() => text(get(at, 'name')) || '');
      unreadPorts.push({ error, ...(name === undefined ? {} : { name }) });
    }
  }
  return { ports, unreadPorts };
}

/** Whether one of the ports that cannot be read may have a name. */
export function mayDeclare(
  { unreadPorts }: { readonly unreadPorts: readonly UnreadPort[] },
  name: string,
): boolean {
  return unreadPorts.some(each => (each.name ?? name) === name);
}
