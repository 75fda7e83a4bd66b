import { at, list, quantity } from '../../objects';

type Resource = 'cpu' | 'memory';

/** What is asked for: the request, or else the limit, which the API server takes for it. */
const askedBy = (one: unknown, resource: Resource): number | undefined =>
  quantity(at(one, 'resources', 'requests', resource)) ??
  quantity(at(one, 'resources', 'limits', resource));

/**
 * How much a Pod asks for: what its containers and sidecars do together, or what
 * an init container needs before them, where that is more. Undefined where one
 * of those that run does not say.
 */
function ofPod(spec: unknown, resource: Resource): number | undefined {
  const ofAll = askedBy(spec, resource);
  if (ofAll !== undefined) {
    return ofAll;
  }
  const containers = list(at(spec, 'containers'));
  let sidecars: number | undefined = 0;
  let starting = 0;
  for (const one of list(at(spec, 'initContainers'))) {
    const asked = askedBy(one, resource);
    if (at(one, 'restartPolicy') === 'Always') {
      sidecars =
        sidecars === undefined || asked === undefined
          ? undefined
          : sidecars + asked;
    } else {
      starting = Math.max(starting, (sidecars ?? 0) + (asked ?? 0));
    }
  }
  const running = containers.reduce<number | undefined>((sum, one) => {
    const asked = askedBy(one, resource);
    return sum === undefined || asked === undefined ? undefined : sum + asked;
  }, sidecars);
  return running === undefined || containers.length === 0
    ? undefined
    : Math.max(running, starting);
}

/**
 * What a Pod of a spec asks its node for.
 * Source: k8s.io/component-helpers, resource/helpers.go, `PodRequests`; what is
 * asked for the Pod as a whole is KEP-2837.
 */
export function requestsOf(spec: unknown): { cpu?: number; memory?: number } {
  const cpu = ofPod(spec, 'cpu');
  return {
    // As fine as Kubernetes has it; sums of fractions are finer.
    cpu: cpu === undefined ? undefined : Math.round(cpu * 1000) / 1000,
    memory: ofPod(spec, 'memory'),
  };
}
