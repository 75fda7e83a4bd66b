import { ClusterStore, KubeObject } from '../clusters';
import { at, called, kindKey, list, objectField, text } from '../objects';
import { Add } from './types';

const ROUTE_KINDS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'];

/** A backend of a route: the Service that it names, and where it does. */
export interface RouteBackend {
  service: string;
  namespace: string | undefined;
  port?: string;
  fieldPath: string;
}

/** The Services that an Ingress or a Gateway route sends to. */
export function routeBackends(route: KubeObject): RouteBackend[] {
  const { namespace } = route.metadata;
  if (route.kind === 'Ingress') {
    const backend = (value: unknown, fieldPath: string): RouteBackend[] => {
      const service = text(at(value, 'service', 'name'));
      const port =
        at(value, 'service', 'port', 'number') ??
        at(value, 'service', 'port', 'name');
      return service
        ? [
            {
              service,
              namespace,
              ...(port !== undefined && { port: String(port) }),
              fieldPath,
            },
          ]
        : [];
    };
    return [
      ...backend(at(route, 'spec', 'defaultBackend'), 'spec.defaultBackend'),
      ...list(at(route, 'spec', 'rules')).flatMap((rule, r) =>
        list(at(rule, 'http', 'paths')).flatMap((path, p) =>
          backend(
            at(path, 'backend'),
            `spec.rules[${r}].http.paths[${p}].backend`,
          ),
        ),
      ),
    ];
  }
  return list(at(route, 'spec', 'rules')).flatMap((rule, r) =>
    list(at(rule, 'backendRefs')).flatMap((reference, b) => {
      const service = text(at(reference, 'name'));
      const kind = text(at(reference, 'kind')) ?? 'Service';
      const port = at(reference, 'port');
      return service && kind === 'Service'
        ? [
            {
              service,
              namespace: text(at(reference, 'namespace')) ?? namespace,
              ...(port !== undefined && { port: String(port) }),
              fieldPath: `spec.rules[${r}].backendRefs[${b}]`,
            },
          ]
        : [];
    }),
  );
}

/** Whether an object is a way in: an Ingress or a Gateway route. */
export const isRoute = (object: KubeObject): boolean =>
  kindKey(object) === 'networking.k8s.io/Ingress' ||
  (kindKey(object).startsWith('gateway.networking.k8s.io/') &&
    ROUTE_KINDS.includes(object.kind));

/** Routes to the app's Services, and the certificates that they serve. */
export function addRoutes(
  store: ClusterStore,
  services: readonly KubeObject[],
  add: Add,
) {
  const routes = [
    ...store.list({ group: 'networking.k8s.io', kind: 'Ingress' }),
    ...ROUTE_KINDS.flatMap(kind =>
      store.list({ group: 'gateway.networking.k8s.io', kind }),
    ),
  ];
  for (const route of routes) {
    const backend = routeBackends(route).find(({ service, namespace }) =>
      services.some(
        ({ metadata }) =>
          metadata.name === service && metadata.namespace === namespace,
      ),
    );
    if (!backend) {
      continue;
    }
    add(route, {
      text: `${called(route)} sends to Service ${backend.service}`,
      object: objectField(store.name, route),
      fieldPath: backend.fieldPath,
      value: backend.service,
    });
    const secrets = list(at(route, 'spec', 'tls')).flatMap(
      tls => text(at(tls, 'secretName')) ?? [],
    );
    for (const certificate of store.list({
      group: 'cert-manager.io',
      kind: 'Certificate',
      namespace: route.metadata.namespace,
    })) {
      const secret = text(at(certificate, 'spec', 'secretName'));
      if (secret && secrets.includes(secret)) {
        add(certificate, {
          text: `${called(certificate)} fills the Secret that ${called(
            route,
          )} serves`,
          object: objectField(store.name, certificate),
          fieldPath: 'spec.secretName',
          value: secret,
        });
      }
    }
  }
}
