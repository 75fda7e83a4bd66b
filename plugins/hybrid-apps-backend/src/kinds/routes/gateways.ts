import { KubeObject } from '../../clusters';
import { at, condition, list, number, text } from '../../objects';
import { beforeStatus, conditionVerdicts, Verdict, worst } from '../generic';
import { HealthRule } from '../types';

/** What nobody has said anything of. */
const NOT_TAKEN = { state: 'progressing', reason: 'Pending' } as const;

const verdictsOf = (
  { metadata: { generation } }: KubeObject,
  place: unknown,
  name?: string,
): Verdict[] =>
  conditionVerdicts(at(place, 'conditions'), { generation, name });

/**
 * Gateway: what its controller says of it and of each of its listeners.
 * Source: Gateway API, GatewayConditionType, ListenerConditionType.
 */
export const gatewayHealth: HealthRule = gateway => {
  const listeners = list(at(gateway, 'status', 'listeners'));
  const told = worst([
    ...verdictsOf(gateway, gateway.status),
    ...listeners.flatMap(listener =>
      verdictsOf(gateway, listener, `Listener ${text(at(listener, 'name'))}`),
    ),
  ]);
  if (told?.state === 'healthy' && !condition(gateway, 'Programmed')) {
    return {
      state: 'progressing',
      reason: 'Pending',
      message: 'Its controller has not programmed it yet',
    };
  }
  const routes = listeners.reduce<number>(
    (sum, listener) => sum + (number(at(listener, 'attachedRoutes')) ?? 0),
    0,
  );
  return (
    beforeStatus(gateway) ??
    (told?.state === 'healthy' && listeners.length > 0
      ? { ...told, reason: `${routes} attached` }
      : told) ?? {
      ...NOT_TAKEN,
      message: 'No controller has taken it yet',
    }
  );
};

/** What a reference to a parent means, with its defaults. */
const parentKey = (reference: unknown, route: KubeObject): string =>
  [
    text(at(reference, 'group')) ?? 'gateway.networking.k8s.io',
    text(at(reference, 'kind')) ?? 'Gateway',
    text(at(reference, 'namespace')) ?? route.metadata.namespace,
    text(at(reference, 'name')),
    text(at(reference, 'sectionName')),
    number(at(reference, 'port')),
  ].join('/');

const parentName = (reference: unknown): string =>
  `${text(at(reference, 'kind')) ?? 'Gateway'} ${text(at(reference, 'name'))}`;

/**
 * What a parent of a route says of it, by the reference to that parent;
 * undefined where it says nothing.
 * Source: Gateway API, RouteParentStatus.ParentRef.
 */
export const saidByParent = (route: KubeObject, reference: unknown): unknown =>
  list(at(route, 'status', 'parents')).find(
    parent =>
      parentKey(at(parent, 'parentRef'), route) ===
        parentKey(reference, route) &&
      list(at(parent, 'conditions')).length > 0,
  );

/**
 * Routes of any protocol: what each of its parents says of it, not the first
 * alone, and not one that it had before, whose word may stay.
 * Source: Gateway API, RouteParentStatus.ParentRef, RouteConditionType.
 */
export const routeHealth: HealthRule = route => {
  const wanted = list(at(route, 'spec', 'parentRefs'));
  const named = new Set(wanted.map(parent => parentKey(parent, route)));
  const parents = list(at(route, 'status', 'parents')).filter(parent =>
    named.has(parentKey(at(parent, 'parentRef'), route)),
  );
  const said = parents.flatMap(parent =>
    verdictsOf(route, parent, parentName(at(parent, 'parentRef'))),
  );
  const waiting = wanted
    .filter(reference => saidByParent(route, reference) === undefined)
    .map(
      (reference): Verdict => ({
        says: 'busy',
        rank: -1,
        reason: NOT_TAKEN.reason,
        message: `${parentName(reference)} has not taken it yet`,
      }),
    );
  return (
    beforeStatus(route) ??
    worst([...said, ...waiting]) ?? {
      state: 'unjudged',
      message: 'It names no Gateway',
    }
  );
};
