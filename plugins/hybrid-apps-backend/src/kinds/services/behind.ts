import { isKnownIn, KubeObject } from '../../clusters';
import { at, selectorOfLabels } from '../../objects';
import { podHealth } from '../pods';
import { selected } from '../selected';
import { World } from '../types';
import { endpointSlicesOf } from './endpointSlices';
import { countOf, Endpoint, portsOf, readEndpoints } from './endpoints';
import { ServicePort } from './ports';

/** Why nobody answers, by what the selector leads to. */
type Unanswered =
  /** All are about to end, and the last resort. */
  | { why: 'terminating' }
  /** Nothing is selected, and what was given is not ready. */
  | { why: 'noneReady' }
  /** Nothing is selected, and nobody gave it endpoints. */
  | { why: 'noneGiven' }
  | { why: 'starting' }
  | { why: 'podsNotReady' }
  | { why: 'noPodsYet'; of: readonly KubeObject[] }
  /** What it leads to is meant to be off. */
  | { why: 'off'; of: readonly KubeObject[] }
  | { why: 'selectsNothing' };

/** What stands behind some ports of a Service. */
export type Behind =
  | Unanswered
  | { why: 'unknown' }
  | { why: 'noSuchPort'; port: ServicePort }
  | { why: 'portNotReady'; port: ServicePort }
  | { why: 'ready'; ready: number; all: number };

function unanswered(
  service: KubeObject,
  endpoints: readonly Endpoint[],
  world: World,
): Unanswered {
  if (endpoints.some(({ isServing }) => isServing)) {
    return { why: 'terminating' };
  }
  const selector = selectorOfLabels(at(service, 'spec', 'selector'));
  if (selector.length === 0) {
    return { why: endpoints.length > 0 ? 'noneReady' : 'noneGiven' };
  }
  const { namespace = '' } = service.metadata;
  const { pods, on, off } = selected(namespace, selector, world);
  if (pods.length > 0) {
    const isStarting = pods.every(
      pod =>
        at(pod, 'status', 'phase') !== 'Running' &&
        podHealth(pod, world).state === 'progressing',
    );
    return { why: isStarting ? 'starting' : 'podsNotReady' };
  }
  if (on.length > 0) {
    return { why: 'noPodsYet', of: on };
  }
  return off.length > 0 ? { why: 'off', of: off } : { why: 'selectsNothing' };
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

/** The endpoints of a Service, in each of its slices. */
export const endpointsOf = (service: KubeObject, world: World): Endpoint[] =>
  endpointSlicesOf(service, world).flatMap(readEndpoints);

/**
 * What stands behind a Service, by its endpoints: each of its ports needs one
 * that is ready.
 *
 * @param ports - those alone; all that proxies listen on, unless told
 */
export function behind(
  service: KubeObject,
  world: World,
  ports: readonly ServicePort[] = portsOf(service),
): Behind {
  const endpoints = endpointsOf(service, world);
  if (!endpoints.some(({ isReady }) => isReady)) {
    const told = unanswered(service, endpoints, world);
    const isKnown =
      endpointSlicesOf(service, world).length > 0 ||
      (told.why === 'noneGiven' &&
        knowsSlices(world, service.metadata.namespace));
    return isKnown || told.why === 'off' ? told : { why: 'unknown' };
  }
  const counts = ports.map(port => ({
    port,
    offered: countOf(endpoints, port, () => true),
    ready: countOf(endpoints, port, ({ isReady }) => isReady),
  }));
  const missing = counts.find(({ offered }) => offered === 0);
  if (missing) {
    return { why: 'noSuchPort', port: missing.port };
  }
  const unready = counts.find(({ ready }) => ready === 0);
  if (unready) {
    return { why: 'portNotReady', port: unready.port };
  }
  const ready = counts.map(one => one.ready);
  const all = countOf(endpoints, undefined, ({ isReady }) => isReady);
  return {
    why: 'ready',
    ready: Math.min(all, ...ready),
    all: countOf(endpoints, undefined, () => true),
  };
}
