import { at, list, quantity } from '../../objects';

type Resource = 'cpu' | 'memory';

/** What is asked for: the request, or else the limit, which the API server takes for it. */
const askedBy = (one: unknown, resource: Resource): number | undefined =>
  quantity(at(one, 'resources', 'requests', resource)) ??
  quantity(at(one, 'resources', 'limits', resource));

/** Undefined where one of them is. */
const sum = (amounts: ReadonlyArray<number | undefined>) =>
  amounts.reduce<number | undefined>(
    (total, one) =>
      total === undefined || one === undefined ? undefined : total + one,
    0,
  );

/** Init containers run one after the other, each beside the sidecars that started before it. */
function askedByContainers(
  spec: unknown,
  resource: Resource,
  unsaid: number | undefined,
): number | undefined {
  const containers = list(at(spec, 'containers'));
  const asked = (one: unknown) => askedBy(one, resource) ?? unsaid;
  let sidecars: number | undefined = 0;
  let starting = 0;
  for (const one of list(at(spec, 'initContainers'))) {
    if (at(one, 'restartPolicy') === 'Always') {
      sidecars = sum([sidecars, asked(one)]);
    } else {
      starting = Math.max(starting, (sidecars ?? 0) + (asked(one) ?? 0));
    }
  }
  const running = sum([sidecars, ...containers.map(asked)]);
  return running === undefined || containers.length === 0
    ? unsaid
    : Math.max(running, starting);
}

/**
 * How much a Pod of a spec asks its node for: what it says as a whole, or else
 * what its containers and sidecars ask for together, or what an init container
 * needs before them, where that is more.
 *
 * Source: k8s.io/component-helpers, resource/helpers.go, `PodRequests`; KEP-753
 * (sidecars), KEP-2837 (resources of Pods).
 *
 * @param unsaid - what a container counts that does not say: 0 for the node, which
 * sets nothing aside for it. Without, what the Pod needs is then not known
 */
export function podRequest(
  spec: unknown,
  resource: Resource,
  unsaid?: number,
): number | undefined {
  const ofPod =
    askedBy(spec, resource) ?? askedByContainers(spec, resource, unsaid);
  return sum([ofPod, quantity(at(spec, 'overhead', resource)) ?? 0]);
}

/** What a Pod of a spec needs, as far as it says. */
export function requestsOf(spec: unknown): { cpu?: number; memory?: number } {
  const cpu = podRequest(spec, 'cpu');
  return {
    // As fine as Kubernetes has it; sums of fractions are finer.
    cpu: cpu === undefined ? undefined : Math.round(cpu * 1000) / 1000,
    memory: podRequest(spec, 'memory'),
  };
}
