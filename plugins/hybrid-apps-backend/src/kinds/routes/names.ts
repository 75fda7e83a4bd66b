import { called, at, list, text } from '../../objects';
import { KubeObject } from '../../clusters';
import { Name } from '../types';
import { GATEWAY_API, isGranted, takesRoutesOf } from './grants';

const secret = (namespace: string | undefined, name: string) => ({
  to: { group: '', kind: 'Secret', namespace, name },
});

const serves = (
  object: KubeObject,
  name: string,
  fieldPath: string,
  namespace = object.metadata.namespace,
): Name => ({
  relation: 'serves',
  ...secret(namespace, name),
  text: `${called(object)} serves the certificate of Secret ${name}`,
  fieldPath,
  value: name,
});

/** That a way in sends to a Service of its namespace. */
export const routesTo = (
  object: KubeObject,
  service: string,
  port: unknown,
  fieldPath: string,
): Name => ({
  relation: 'routes',
  to: {
    group: '',
    kind: 'Service',
    namespace: object.metadata.namespace,
    name: service,
  },
  text: `${called(object)} sends to Service ${service}`,
  fieldPath,
  value: service,
  ...(port !== undefined && { ports: String(port) }),
});

/**
 * The Services that an Ingress sends to, and the certificates that it serves.
 * Source: k8s.io/api/networking/v1, IngressSpec.
 */
export function ingressNames(ingress: KubeObject): Name[] {
  const backend = (value: unknown, fieldPath: string): Name[] => {
    const service = text(at(value, 'service', 'name'));
    const port =
      at(value, 'service', 'port', 'number') ??
      at(value, 'service', 'port', 'name');
    return service ? [routesTo(ingress, service, port, fieldPath)] : [];
  };
  return [
    ...backend(at(ingress, 'spec', 'defaultBackend'), 'spec.defaultBackend'),
    ...list(at(ingress, 'spec', 'rules')).flatMap((rule, r) =>
      list(at(rule, 'http', 'paths')).flatMap((path, p) =>
        backend(
          at(path, 'backend'),
          `spec.rules[${r}].http.paths[${p}].backend`,
        ),
      ),
    ),
    ...list(at(ingress, 'spec', 'tls')).flatMap((tls, t) => {
      const name = text(at(tls, 'secretName'));
      return name ? [serves(ingress, name, `spec.tls[${t}].secretName`)] : [];
    }),
  ];
}

/** What is named in another namespace counts where that one grants it. */
function granted(object: KubeObject, name: Name, namespace: unknown): Name {
  const other = text(namespace);
  const to = other ? { ...name.to, namespace: other } : name.to;
  return { ...name, to, accepts: (_, world) => isGranted(object, to, world) };
}

/**
 * The Gateways that a route hangs on, and the Services that it sends to.
 * Source: Gateway API, ParentReference and BackendRef.
 */
export function gatewayRouteNames(route: KubeObject): Name[] {
  const { namespace } = route.metadata;
  const parents = list(at(route, 'spec', 'parentRefs')).flatMap(
    (parent, p): Name[] => {
      const name = text(at(parent, 'name'));
      const kind = text(at(parent, 'kind')) ?? 'Gateway';
      return name && kind === 'Gateway'
        ? [
            {
              relation: 'listens',
              to: {
                group: GATEWAY_API,
                kind,
                namespace: text(at(parent, 'namespace')) ?? namespace,
                name,
              },
              accepts: (gateway, world) =>
                takesRoutesOf(gateway, namespace, world),
              text: `Requests for ${called(
                route,
              )} come through Gateway ${name}`,
              fieldPath: `spec.parentRefs[${p}]`,
              value: name,
            },
          ]
        : [];
    },
  );
  const backends = list(at(route, 'spec', 'rules')).flatMap((rule, r) =>
    list(at(rule, 'backendRefs')).flatMap((reference, b): Name[] => {
      const service = text(at(reference, 'name'));
      const kind = text(at(reference, 'kind')) ?? 'Service';
      const fieldPath = `spec.rules[${r}].backendRefs[${b}]`;
      return service && kind === 'Service'
        ? [
            granted(
              route,
              routesTo(route, service, at(reference, 'port'), fieldPath),
              at(reference, 'namespace'),
            ),
          ]
        : [];
    }),
  );
  return [...parents, ...backends];
}

/**
 * The certificates that a Gateway's listeners serve.
 * Source: Gateway API, GatewayTLSConfig.certificateRefs.
 */
export const gatewayNames = (gateway: KubeObject): Name[] =>
  list(at(gateway, 'spec', 'listeners')).flatMap((listener, l) =>
    list(at(listener, 'tls', 'certificateRefs')).flatMap((reference, c) => {
      const name = text(at(reference, 'name'));
      const kind = text(at(reference, 'kind')) ?? 'Secret';
      return name && kind === 'Secret'
        ? [
            granted(
              gateway,
              serves(
                gateway,
                name,
                `spec.listeners[${l}].tls.certificateRefs[${c}]`,
              ),
              at(reference, 'namespace'),
            ),
          ]
        : [];
    }),
  );
