import { KubeObject } from '../../clusters';
import { at, condition, list, number, text } from '../../objects';
import { beforeStatus, conditionVerdicts, Verdict, worst } from '../generic';
import { HealthRule, World } from '../types';
import { GATEWAY_API } from './grants';
import { parentMeant } from './names';

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
    text(at(reference, 'group')) ?? GATEWAY_API,
    text(at(reference, 'kind')) ?? 'Gateway',
    text(at(reference, 'namespace')) ?? route.metadata.namespace,
    text(at(reference, 'name')),
    text(at(reference, 'sectionName')),
    number(at(reference, 'port')),
  ].join('/');

const parentName = (reference: unknown): string =>
  `${text(at(reference, 'kind')) ?? 'Gateway'} ${text(at(reference, 'name'))}`;

/** Who runs what a reference means: the controller of its Gateway's class, where that is seen. */
function controllerOf(
  route: KubeObject,
  reference: unknown,
  world: Pick<World, 'get'>,
): string | undefined {
  const find = (key: ReturnType<typeof parentMeant>) => key && world.get(key);
  const parent = find(parentMeant(route, reference));
  const gateway =
    parent?.kind === 'ListenerSet'
      ? find(parentMeant(parent, at(parent, 'spec', 'parentRef')))
      : parent;
  const name = text(at(gateway, 'spec', 'gatewayClassName'));
  const found =
    name && world.get({ group: GATEWAY_API, kind: 'GatewayClass', name });
  return text(at(found, 'spec', 'controllerName'));
}

/**
 * What is said of a route by the reference to a parent. Each controller has an
 * entry of its own, so one of another class may have left its word: of several,
 * that of the parent's own controller counts, where one is of it.
 * Source: Gateway API, RouteParentStatus.ParentRef and ControllerName.
 */
function entriesBy(
  route: KubeObject,
  reference: unknown,
  world: Pick<World, 'get'>,
): readonly unknown[] {
  const key = parentKey(reference, route);
  const all = list(at(route, 'status', 'parents')).filter(
    entry => parentKey(at(entry, 'parentRef'), route) === key,
  );
  if (all.length < 2) {
    return all;
  }
  const controller = controllerOf(route, reference, world);
  const own = all.filter(
    entry =>
      controller !== undefined && at(entry, 'controllerName') === controller,
  );
  return own.length > 0 ? own : all;
}

/**
 * What a parent of a route says of it, by the reference to that parent;
 * undefined where it says nothing.
 */
export const saidByParent = (
  route: KubeObject,
  reference: unknown,
  world: Pick<World, 'get'>,
): unknown =>
  entriesBy(route, reference, world).find(
    entry => list(at(entry, 'conditions')).length > 0,
  );

/**
 * Routes of any protocol: what each of its parents says of it, not the first
 * alone, and not one that it had before, whose word may stay.
 * Source: Gateway API, RouteParentStatus.ParentRef, RouteConditionType.
 */
export const routeHealth: HealthRule = (route, world) => {
  const wanted = list(at(route, 'spec', 'parentRefs'));
  const parents = [
    ...new Set(wanted.flatMap(one => entriesBy(route, one, world))),
  ];
  const said = parents.flatMap(parent =>
    verdictsOf(route, parent, parentName(at(parent, 'parentRef'))),
  );
  const waiting = wanted
    .filter(reference => saidByParent(route, reference, world) === undefined)
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
