import { KubeObject } from '../../clusters';
import { at, list, number, text, texts } from '../../objects';
import { coversAnyLabels } from '../hosts';

/** Whether there are hosts that both mean; `*.` stands for any labels before. */
const overlap = (one: string, other: string): boolean =>
  coversAnyLabels(one, other) || coversAnyLabels(other, one);

/**
 * Whether a listener is one that a reference to its holder means, by its name
 * and port.
 * Source: Gateway API, ParentReference.sectionName and port.
 */
export const isSection = (reference: unknown, listener: unknown): boolean =>
  [undefined, text(at(listener, 'name'))].includes(
    text(at(reference, 'sectionName')),
  ) &&
  [undefined, number(at(listener, 'port'))].includes(
    number(at(reference, 'port')),
  );

/**
 * Whether a route may get requests by a listener: by the listener's name and
 * port, where it asks for one, and by a host that both have.
 * Source: Gateway API, ParentReference (sectionName, port), Listener.Hostname.
 */
export function mayHangOn(
  route: KubeObject,
  listener: unknown,
  { kind, metadata }: KubeObject,
): boolean {
  const hosts = texts(at(route, 'spec', 'hostnames'));
  const host = text(at(listener, 'hostname'));
  const hasHost =
    host === undefined ||
    hosts.length === 0 ||
    hosts.some(one => overlap(one, host));
  return (
    hasHost &&
    list(at(route, 'spec', 'parentRefs')).some(
      parent =>
        at(parent, 'name') === metadata.name &&
        (text(at(parent, 'namespace')) ?? route.metadata.namespace) ===
          metadata.namespace &&
        (text(at(parent, 'kind')) ?? 'Gateway') === kind &&
        isSection(parent, listener),
    )
  );
}
