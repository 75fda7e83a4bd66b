import { called, at, list, text } from '../../objects';
import { KubeObject } from '../../clusters';
import { Name } from '../types';
import { GATEWAY_API, isGranted, takesRoutesOf } from './grants';
import { mayHangOn } from './listeners';

/**
 * What a reference means, where it may leave its group and kind to their
 * defaults. Undefined where it is none of these kinds.
 * Source: Gateway API, ParentReference, BackendObjectReference.
 */
function meant(
  reference: unknown,
  group: string,
  [first, ...others]: readonly [string, ...string[]],
): { kind: string; name: string } | undefined {
  const name = text(at(reference, 'name'));
  const kind = text(at(reference, 'kind')) ?? first;
  const isOf =
    (text(at(reference, 'group')) ?? group) === group &&
    [first, ...others].includes(kind);
  return isOf && name ? { kind, name } : undefined;
}

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

/** Where an Ingress sends to: a Service, and its port by number or name. */
export interface IngressBackend {
  service: string;
  port: unknown;
  fieldPath: string;
}

/** A path of a rule of an Ingress. */
export interface IngressPath {
  /** That of its rule; undefined for all. */
  host?: string;
  path: string;
  type: 'Exact' | 'Prefix' | 'ImplementationSpecific';
  fieldPath: string;
  /** Undefined where it is a resource. */
  backend?: IngressBackend;
}

/** A backend that is a resource is none. */
function backendIn(
  value: unknown,
  fieldPath: string,
): IngressBackend | undefined {
  const service = text(at(value, 'service', 'name'));
  const port =
    at(value, 'service', 'port', 'number') ??
    at(value, 'service', 'port', 'name');
  return service ? { service, port, fieldPath } : undefined;
}

/** Where an Ingress sends what none of its rules takes. */
export const ingressDefault = (
  ingress: KubeObject,
): IngressBackend | undefined =>
  backendIn(at(ingress, 'spec', 'defaultBackend'), 'spec.defaultBackend');

const pathType = (value: unknown): IngressPath['type'] =>
  value === 'Exact' || value === 'Prefix' ? value : 'ImplementationSpecific';

/**
 * The paths of the rules of an Ingress, in its order.
 * Source: k8s.io/api/networking/v1, IngressRule and HTTPIngressPath.
 *
 * @param isMeant - by the host of a rule, undefined for all; all, unless told
 */
export const ingressPaths = (
  ingress: KubeObject,
  isMeant: (host: string | undefined) => boolean = () => true,
): IngressPath[] =>
  list(at(ingress, 'spec', 'rules')).flatMap((rule, r) => {
    const host = text(at(rule, 'host'));
    if (!isMeant(host)) {
      return [];
    }
    return list(at(rule, 'http', 'paths')).map((one, p): IngressPath => {
      const fieldPath = `spec.rules[${r}].http.paths[${p}]`;
      const backend = backendIn(at(one, 'backend'), `${fieldPath}.backend`);
      return {
        ...(host && { host }),
        path: text(at(one, 'path')) ?? '/',
        type: pathType(at(one, 'pathType')),
        fieldPath,
        ...(backend && { backend }),
      };
    });
  });

/**
 * The Services that an Ingress sends to; a backend that is a resource is none.
 * Source: k8s.io/api/networking/v1, IngressBackend.
 */
export const ingressBackends = (ingress: KubeObject): IngressBackend[] =>
  [
    ingressDefault(ingress),
    ...ingressPaths(ingress).map(({ backend }) => backend),
  ].flatMap(backend => backend ?? []);

/**
 * The Services that an Ingress sends to, and the certificates that it serves.
 * Source: k8s.io/api/networking/v1, IngressSpec.
 */
export const ingressNames = (ingress: KubeObject): Name[] => [
  ...ingressBackends(ingress).map(({ service, port, fieldPath }) =>
    routesTo(ingress, service, port, fieldPath),
  ),
  ...list(at(ingress, 'spec', 'tls')).flatMap((tls, t) => {
    const name = text(at(tls, 'secretName'));
    return name ? [serves(ingress, name, `spec.tls[${t}].secretName`)] : [];
  }),
];

/** What is named in another namespace counts where that one grants it. */
function granted(object: KubeObject, name: Name, namespace: unknown): Name {
  const other = text(namespace);
  const to = other ? { ...name.to, namespace: other } : name.to;
  return { ...name, to, accepts: (_, world) => isGranted(object, to, world) };
}

/** What has listeners that a reference means: a Gateway, or a part of one that a team has for itself. */
export function parentMeant(
  object: KubeObject,
  reference: unknown,
): Name['to'] | undefined {
  const parent = meant(reference, GATEWAY_API, ['Gateway', 'ListenerSet']);
  return (
    parent && {
      group: GATEWAY_API,
      namespace: text(at(reference, 'namespace')) ?? object.metadata.namespace,
      ...parent,
    }
  );
}

/** The Service that a backend of a route means; undefined where it is none. */
export function serviceMeant(
  route: KubeObject,
  reference: unknown,
): Name['to'] | undefined {
  const service = meant(reference, '', ['Service']);
  return (
    service && {
      group: '',
      namespace: text(at(reference, 'namespace')) ?? route.metadata.namespace,
      ...service,
    }
  );
}

/** The Services of other clusters, as one that imports them has them. */
const MULTICLUSTER = 'multicluster.x-k8s.io';

/**
 * That a route sends to what is imported of other clusters; undefined where its
 * backend is none of that.
 * Source: GEP-1748, Gateway API Interaction with Multi-Cluster Services.
 */
function routesToImport(
  route: KubeObject,
  target: unknown,
  fieldPath: string,
): Name | undefined {
  const imported = meant(target, MULTICLUSTER, ['ServiceImport']);
  const isMeant = text(at(target, 'group')) === MULTICLUSTER;
  const port = at(target, 'port');
  return imported && isMeant
    ? {
        relation: 'routes',
        to: {
          group: MULTICLUSTER,
          namespace: route.metadata.namespace,
          ...imported,
        },
        apiVersion: `${MULTICLUSTER}/v1alpha1`,
        text: `${called(route)} sends to ServiceImport ${imported.name}`,
        fieldPath,
        value: imported.name,
        ...(port !== undefined && { ports: String(port) }),
      }
    : undefined;
}

const listening = (
  object: KubeObject,
  reference: unknown,
  fieldPath: string,
): Name[] => {
  const parent = parentMeant(object, reference);
  return parent
    ? [
        {
          relation: 'listens',
          to: parent,
          text: `Requests for ${called(object)} come through ${parent.kind} ${
            parent.name
          }`,
          fieldPath,
          value: parent.name,
        },
      ]
    : [];
};

/** Where a rule of a route sends requests, or copies of them. */
function targetsOf(
  rule: unknown,
  where: string,
): Array<{ target: unknown; fieldPath: string }> {
  const mirrors = (holder: unknown, path: string) =>
    list(at(holder, 'filters')).map((filter, f) => ({
      target: at(filter, 'requestMirror', 'backendRef'),
      fieldPath: `${path}.filters[${f}].requestMirror.backendRef`,
    }));
  return [
    ...list(at(rule, 'backendRefs')).flatMap((target, b) => {
      const fieldPath = `${where}.backendRefs[${b}]`;
      return [{ target, fieldPath }, ...mirrors(target, fieldPath)];
    }),
    ...mirrors(rule, where),
  ];
}

/**
 * The Gateways that a route hangs on, and the Services that it sends to.
 * Source: Gateway API, ParentReference, BackendRef and HTTPRequestMirrorFilter.
 */
export function gatewayRouteNames(route: KubeObject): Name[] {
  const { namespace } = route.metadata;
  const parents = list(at(route, 'spec', 'parentRefs'))
    .flatMap((parent, p) => listening(route, parent, `spec.parentRefs[${p}]`))
    .map(
      (name): Name => ({
        ...name,
        accepts: (gateway, world) => takesRoutesOf(gateway, namespace, world),
      }),
    );
  const backends = list(at(route, 'spec', 'rules'))
    .flatMap((rule, r) => targetsOf(rule, `spec.rules[${r}]`))
    .flatMap(({ target, fieldPath }): Name[] => {
      const service = serviceMeant(route, target);
      const backend = service
        ? routesTo(route, service.name, at(target, 'port'), fieldPath)
        : routesToImport(route, target, fieldPath);
      return backend ? [granted(route, backend, at(target, 'namespace'))] : [];
    });
  return [...parents, ...backends];
}

/**
 * The certificates that the listeners of a Gateway, or of a part of one, serve,
 * each for the routes that hang on its listener.
 * Source: Gateway API, GatewayTLSConfig.certificateRefs.
 */
const certificatesOf = (holder: KubeObject): Name[] =>
  list(at(holder, 'spec', 'listeners')).flatMap((listener, l) =>
    list(at(listener, 'tls', 'certificateRefs')).flatMap(
      (reference, c): Name[] => {
        const certificate = meant(reference, '', ['Secret']);
        return certificate
          ? [
              {
                ...granted(
                  holder,
                  serves(
                    holder,
                    certificate.name,
                    `spec.listeners[${l}].tls.certificateRefs[${c}]`,
                  ),
                  at(reference, 'namespace'),
                ),
                concerns: route => mayHangOn(route, listener, holder),
              },
            ]
          : [];
      },
    ),
  );

export const gatewayNames = certificatesOf;

/**
 * The Gateway whose listeners it adds to, and their certificates.
 * Source: Gateway API, ListenerSetSpec.
 */
export const listenerSetNames = (set: KubeObject): Name[] => [
  ...listening(set, at(set, 'spec', 'parentRef'), 'spec.parentRef'),
  ...certificatesOf(set),
];
