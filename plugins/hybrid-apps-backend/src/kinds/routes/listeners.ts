import { KubeObject } from '../../clusters';
import { at, list, number, text, texts } from '../../objects';

/** Whether there are hosts that both mean; `*.` stands for any labels before. */
function overlap(one: string, other: string): boolean {
  const covers = (wide: string, host: string) =>
    wide.startsWith('*.') && host.endsWith(wide.slice(1));
  return one === other || covers(one, other) || covers(other, one);
}

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
        [undefined, text(at(listener, 'name'))].includes(
          text(at(parent, 'sectionName')),
        ) &&
        [undefined, number(at(listener, 'port'))].includes(
          number(at(parent, 'port')),
        ),
    )
  );
}
