import { isKnownIn, KubeObject } from '../../clusters';
import { at, called, list, selectorOfLabels, text } from '../../objects';
import { beforeStatus } from '../generic';
import { podHealth } from '../pods';
import { selected } from '../selected';
import { Health, HealthRule, World } from '../types';
import { endpointSlicesOf } from './endpointSlices';
import { countOf, Endpoint, portsOf, readEndpoints } from './endpoints';

const names = (objects: readonly KubeObject[]) =>
  objects.map(called).join(', ');

/** Nobody answers: why, by what the selector leads to. */
function unanswered(
  service: KubeObject,
  endpoints: readonly Endpoint[],
  world: World,
): Health {
  const reason = 'NoEndpoints';
  if (endpoints.some(({ isServing }) => isServing)) {
    return {
      state: 'progressing',
      reason: 'Terminating',
      message: 'All Pods behind it are about to end',
    };
  }
  const selector = selectorOfLabels(at(service, 'spec', 'selector'));
  if (selector.length === 0) {
    return endpoints.length > 0
      ? { state: 'degraded', reason, message: 'None of its endpoints is ready' }
      : {
          state: 'unjudged',
          reason,
          message: 'It selects no Pods, and nobody has given it endpoints',
        };
  }
  const { namespace = '' } = service.metadata;
  const { pods, on, off } = selected(namespace, selector, world);
  if (pods.length > 0) {
    const isStarting = pods.every(
      pod =>
        at(pod, 'status', 'phase') !== 'Running' &&
        podHealth(pod, world).state === 'progressing',
    );
    return isStarting
      ? {
          state: 'progressing',
          reason: 'Starting',
          message: 'The Pods behind it are starting',
        }
      : {
          state: 'degraded',
          reason,
          message: 'None of the Pods behind it is ready',
        };
  }
  if (on.length > 0) {
    // What keeps its Pods from being made is told where it is known: there.
    return {
      state: 'progressing',
      reason,
      message: `There are no Pods yet of ${names(on)}`,
    };
  }
  return off.length > 0
    ? {
        state: 'stopped',
        reason: 'Stopped',
        message: `What it leads to need not run: ${names(off)}`,
      }
    : { state: 'degraded', reason, message: 'No Pod matches its selector' };
}

/**
 * Whether a Service without EndpointSlices has none. One that selects has a
 * slice also where nothing matches, as soon as the control plane comes to it.
 */
const knowsSlices = (world: World, namespace: string | undefined): boolean =>
  world
    .knowledge()
    .some(
      known =>
        known.kind === 'endpointslices.discovery.k8s.io' &&
        (known.state === 'stale' || isKnownIn(known, namespace)),
    );

/** By its endpoints: each of its ports needs one that is ready. */
function byEndpoints(service: KubeObject, world: World): Health {
  const slices = endpointSlicesOf(service, world);
  const endpoints = slices.flatMap(readEndpoints);
  if (!endpoints.some(({ isReady }) => isReady)) {
    const told = unanswered(service, endpoints, world);
    const isKnown =
      slices.length > 0 ||
      (told.state === 'unjudged' &&
        knowsSlices(world, service.metadata.namespace));
    return isKnown || told.state === 'stopped'
      ? told
      : { state: 'unknown', message: 'Its endpoints are not known' };
  }
  const counts = portsOf(service).map(port => ({
    port,
    offered: countOf(endpoints, port, () => true),
    ready: countOf(endpoints, port, ({ isReady }) => isReady),
  }));
  const missing = counts.find(({ offered }) => offered === 0);
  if (missing) {
    const { port, target } = missing.port;
    return {
      state: 'degraded',
      reason: 'NoSuchPort',
      message: `Nothing behind it has the port ${target}, to which its port ${port} leads`,
    };
  }
  const unready = counts.find(({ ready }) => ready === 0);
  if (unready) {
    return {
      state: 'degraded',
      reason: 'NoEndpoints',
      message: `Nothing behind its port ${unready.port.port} is ready`,
    };
  }
  const ready = counts.map(one => one.ready);
  const all = countOf(endpoints, undefined, ({ isReady }) => isReady);
  return { state: 'healthy', reason: `${Math.min(all, ...ready)} ready` };
}

/** Service: whether anything ready stands behind each of its ports. */
export const serviceHealth: HealthRule = (service, world) => {
  const gone = beforeStatus(service);
  if (gone) {
    return gone;
  }
  const type = text(at(service, 'spec', 'type'));
  if (type === 'ExternalName') {
    // An alias in DNS: nothing in the cluster tells whether anyone answers there.
    return { state: 'unjudged', reason: type };
  }
  const told = byEndpoints(service, world);
  return type === 'LoadBalancer' &&
    told.state === 'healthy' &&
    list(at(service, 'status', 'loadBalancer', 'ingress')).length === 0
    ? {
        state: 'progressing',
        reason: 'Pending',
        message: 'It has no address outside of the cluster yet',
      }
    : told;
};
