import { KubeObject } from '../../clusters';
import { at, number, text } from '../../objects';
import { World } from '../types';

export type Probe = 'readiness' | 'startup' | 'liveness';

/** What the probe of a container, or of a VM, asks: `GET /healthz on port 8080`; undefined where there is none, or it asks nothing known. */
export function probeAsks(spec: unknown, kind: Probe): string | undefined {
  const probe = at(spec, `${kind}Probe`);
  const port = (...path: string[]) => {
    const found = at(probe, ...path, 'port');
    return text(found) ?? number(found);
  };
  const path = text(at(probe, 'httpGet', 'path')) ?? '/';
  const ways: ReadonlyArray<readonly [string, string]> = [
    ['httpGet', `GET ${path} on port ${port('httpGet')}`],
    ['tcpSocket', `port ${port('tcpSocket')}`],
    ['grpc', `gRPC on port ${port('grpc')}`],
    ['exec', 'a command'],
    // KubeVirt's own.
    ['guestAgentPing', 'the guest agent'],
  ];
  return ways.find(([field]) => at(probe, field) !== undefined)?.[1];
}

/** `readiness probe (GET /healthz on port 8080)`; undefined where there is none. */
export function probeWords(spec: unknown, kind: Probe): string | undefined {
  const asks = probeAsks(spec, kind);
  return at(spec, `${kind}Probe`) === undefined
    ? undefined
    : `${kind} probe${asks ? ` (${asks})` : ''}`;
}

/** Of many, how many in round numbers, as each one more would be news to whoever looks. */
function times(count: number): string {
  const many = [1_000, 100, 10].find(bound => count > bound);
  if (many !== undefined) {
    return `more than ${many.toLocaleString('en-US')} times`;
  }
  return count === 1 ? 'once' : `${count} times`;
}

const countOf = (event: KubeObject): number =>
  number(at(event, 'series', 'count')) ?? number(at(event, 'count')) ?? 1;

/**
 * How often a container's probe failed, as far as the cluster's events go back;
 * undefined where they do not tell.
 * Source: kubernetes, pkg/kubelet/prober/prober.go, recordContainerEvent.
 */
export function failuresOf(
  pod: KubeObject,
  container: string,
  kind: Probe,
  world: World,
): string | undefined {
  const start = `${kind} probe `;
  const failures = world
    .eventsOf(pod)
    .filter(
      event =>
        at(event, 'reason') === 'Unhealthy' &&
        /\{(.*)\}$/.exec(
          text(at(event, 'involvedObject', 'fieldPath')) ?? '',
        )?.[1] === container &&
        (text(at(event, 'message')) ?? '')
          .slice(0, start.length)
          .toLocaleLowerCase('en-US') === start,
    )
    .reduce((sum, event) => sum + countOf(event), 0);
  return failures > 0 ? times(failures) : undefined;
}
