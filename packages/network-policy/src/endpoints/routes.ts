import {
  InvalidFieldError,
  get,
  integer,
  isPresent,
  items,
  pathOf,
  requiredText,
  text,
} from '../objects/fields';
import type { Field } from '../objects/fields';
import type { ObjectReference, ParsedObject } from '../objects/object';

/** Where a route sends what comes from outside. */
export interface RouteBackend {
  readonly route: ObjectReference;
  /** The place of the backend in the route. */
  readonly path: string;
  readonly hosts: readonly string[];
  readonly namespace: string;
  readonly service: string;
  readonly port: PortMeant;
  readonly protocol: 'TCP' | 'UDP';
  readonly by: Proxies;
}

/** A port of a Service: by its number or name, or by where it leads to. */
export type PortMeant =
  | { readonly of: number | string }
  /** Undefined for each that there is. */
  | { readonly to: number | string | undefined };

/** Who opens the connections of a route. */
export type Proxies =
  /** Those of an ingress controller. */
  | 'controller'
  /** Those of the Gateways, as `namespace/name`. */
  | { readonly gateways: readonly string[] }
  /** Those of the routers of these names; of all, where none is named. */
  | { readonly routers: readonly string[] };

function ingressBackend(
  at: Field,
  hosts: readonly string[],
  object: ParsedObject,
): RouteBackend[] {
  const service = get(at, 'service');
  if (!isPresent(service)) {
    // A resource backend (a bucket, say) is no connection to a pod.
    return [];
  }
  const portAt = get(service, 'port');
  const port = integer(get(portAt, 'number'), 1, 65535);
  return [
    {
      route: object.reference,
      path: pathOf(at),
      hosts,
      namespace: object.reference.namespace ?? '',
      service: requiredText(get(service, 'name')),
      port: { of: port ?? requiredText(get(portAt, 'name')) },
      protocol: 'TCP',
      by: 'controller',
    },
  ];
}

/** The backends of an Ingress of `networking.k8s.io/v1`. */
function readIngress(object: ParsedObject): RouteBackend[] {
  const spec = get(object.field, 'spec');
  const fallback = get(spec, 'defaultBackend');
  return [
    ...(isPresent(fallback) ? ingressBackend(fallback, [], object) : []),
    ...items(get(spec, 'rules')).flatMap(rule => {
      const host = text(get(rule, 'host'));
      return items(get(get(rule, 'http'), 'paths')).flatMap(each =>
        ingressBackend(get(each, 'backend'), host ? [host] : [], object),
      );
    }),
  ];
}

const ROUTES: ReadonlyMap<string, 'TCP' | 'UDP'> = new Map([
  ['HTTPRoute', 'TCP'],
  ['GRPCRoute', 'TCP'],
  ['TCPRoute', 'TCP'],
  ['TLSRoute', 'TCP'],
  ['UDPRoute', 'UDP'],
]);

export const GATEWAY_API = 'gateway.networking.k8s.io';

/** Whether a reference means a Service, by its group and kind or their defaults. */
const isService = (reference: Field): boolean => {
  const group = text(get(reference, 'group')) ?? '';
  const kind = text(get(reference, 'kind')) || 'Service';
  return group === '' && kind === 'Service';
};

/** Whether a parent is a Service: such a route is one of a mesh (GEP-1426). */
const isInMesh = (parent: Field): boolean => {
  const group = text(get(parent, 'group'));
  return text(get(parent, 'kind')) === 'Service' && group === '';
};

/** The backends of a route of the Gateway API, but where it hangs on Services alone. */
function readRoute(
  object: ParsedObject,
  protocol: 'TCP' | 'UDP',
): RouteBackend[] {
  const spec = get(object.field, 'spec');
  const own = object.reference.namespace ?? '';
  const parentRefs = items(get(spec, 'parentRefs'));
  if (parentRefs.length > 0 && parentRefs.every(isInMesh)) {
    return [];
  }
  const parents = parentRefs.map(
    each =>
      `${text(get(each, 'namespace')) || own}/${requiredText(
        get(each, 'name'),
      )}`,
  );
  const hosts = items(get(spec, 'hostnames')).map(each => requiredText(each));
  return items(get(spec, 'rules')).flatMap(rule =>
    items(get(rule, 'backendRefs'))
      .filter(isService)
      .map(each => {
        const portAt = get(each, 'port');
        const port = integer(portAt, 1, 65535);
        if (port === undefined) {
          throw new InvalidFieldError(portAt, 'is required for a Service');
        }
        return {
          route: object.reference,
          path: pathOf(each),
          hosts,
          namespace: text(get(each, 'namespace')) || own,
          service: requiredText(get(each, 'name')),
          port: { of: port },
          protocol,
          by: parents.length > 0 ? { gateways: parents } : 'controller',
        };
      }),
  );
}

/** The routers of a Route that take it, or may. */
const routersOf = (object: ParsedObject): string[] =>
  items(get(get(object.field, 'status'), 'ingress'))
    .filter(router =>
      items(get(router, 'conditions')).every(
        each =>
          text(get(each, 'type')) !== 'Admitted' ||
          text(get(each, 'status')) !== 'False',
      ),
    )
    .flatMap(router => text(get(router, 'routerName')) ?? []);

/**
 * The backends of a Route of OpenShift. Its port is that of the endpoints.
 * Source: github.com/openshift/api/route/v1, RouteSpec and RoutePort;
 * github.com/openshift/router, pkg/router/template, endpointsForAlias.
 */
function readOpenShiftRoute(object: ParsedObject): RouteBackend[] {
  const spec = get(object.field, 'spec');
  const host = text(get(spec, 'host'));
  const targetAt = get(get(spec, 'port'), 'targetPort');
  const to =
    typeof targetAt.value === 'string'
      ? targetAt.value || undefined
      : integer(targetAt, 1, 65535);
  return [get(spec, 'to'), ...items(get(spec, 'alternateBackends'))]
    .filter(
      each =>
        isPresent(each) && (text(get(each, 'kind')) ?? 'Service') === 'Service',
    )
    .map(each => ({
      route: object.reference,
      path: pathOf(each),
      hosts: host ? [host] : [],
      namespace: object.reference.namespace ?? '',
      service: requiredText(get(each, 'name')),
      port: { to },
      protocol: 'TCP' as const,
      by: { routers: routersOf(object) },
    }));
}

type Typed = Pick<ParsedObject, 'group' | 'reference'>;

const isIngress = ({ group, reference }: Typed) =>
  group === 'networking.k8s.io' && reference.kind === 'Ingress';

const protocolOf = ({ group, reference }: Typed) =>
  group === GATEWAY_API ? ROUTES.get(reference.kind) : undefined;

/** Whether it is a Route of OpenShift. */
export const isOpenShiftRoute = ({ group, reference }: Typed): boolean =>
  group === 'route.openshift.io' && reference.kind === 'Route';

/** Whether it is an Ingress, a route of the Gateway API or a Route of OpenShift. */
export const isRoute = (object: Typed): boolean =>
  isIngress(object) ||
  isOpenShiftRoute(object) ||
  protocolOf(object) !== undefined;

/** The backends of an object, none when it is no route. */
export function readBackends(object: ParsedObject): RouteBackend[] {
  if (isIngress(object)) {
    return readIngress(object);
  }
  if (isOpenShiftRoute(object)) {
    return readOpenShiftRoute(object);
  }
  const protocol = protocolOf(object);
  return protocol ? readRoute(object, protocol) : [];
}

/** Routes of which namespaces may name which Services of this one. */
export interface ReferenceGrant {
  readonly namespace: string;
  readonly from: readonly {
    readonly kind: string;
    readonly namespace: string;
  }[];
  /** Empty names mean every Service. */
  readonly services: readonly string[];
}

/** Reads a ReferenceGrant of the Gateway API; undefined when it is none. */
export function readGrant(object: ParsedObject): ReferenceGrant | undefined {
  const { kind, namespace = '' } = object.reference;
  if (object.group !== GATEWAY_API || kind !== 'ReferenceGrant') {
    return undefined;
  }
  const spec = get(object.field, 'spec');
  return {
    namespace,
    from: items(get(spec, 'from'))
      .map(each => ({
        group: text(get(each, 'group')),
        kind: requiredText(get(each, 'kind')),
        namespace: requiredText(get(each, 'namespace')),
      }))
      .filter(({ group }) => group === GATEWAY_API),
    services: items(get(spec, 'to'))
      .filter(
        each =>
          requiredText(get(each, 'kind')) === 'Service' &&
          (text(get(each, 'group')) ?? '') === '',
      )
      .map(each => text(get(each, 'name')) ?? ''),
  };
}

/** Whether ReferenceGrants let a route of one namespace name Services of another. */
export function isGranted(
  { route, namespace, service }: RouteBackend,
  grants: readonly ReferenceGrant[],
): boolean {
  return (
    route.namespace === namespace ||
    grants.some(
      grant =>
        grant.namespace === namespace &&
        grant.from.some(
          from =>
            from.kind === route.kind && from.namespace === route.namespace,
        ) &&
        ['', service].some(name => grant.services.includes(name)),
    )
  );
}
