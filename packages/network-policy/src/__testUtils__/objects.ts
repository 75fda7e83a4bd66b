/** Short writing of manifests for tests. */

type Spec = Record<string, unknown>;
export type Manifest = Record<string, unknown>;

export const DB_LABELS = { 'kubevirt.io/domain': 'mongodb-vm' };

export function object(
  apiVersion: string,
  kind: string,
  name: string,
  rest: Spec = {},
  metadata: Spec = {},
): Manifest {
  return { apiVersion, kind, metadata: { name, ...metadata }, ...rest };
}

export function namespace(name: string, labels: Record<string, string> = {}) {
  return object('v1', 'Namespace', name, {}, { labels });
}

export function pod(
  path: string,
  labels: Record<string, string> = {},
  spec: Spec = {},
  status: Spec = {},
  metadata: Spec = {},
): Manifest {
  const [ns, name] = path.split('/');
  return object(
    'v1',
    'Pod',
    name,
    { spec: { containers: [{ name: 'main' }], ...spec }, status },
    { namespace: ns, labels, ...metadata },
  );
}

export function withPorts(
  ...ports: { name?: string; containerPort: number; protocol?: string }[]
): Spec {
  return { containers: [{ name: 'main', ports }] };
}

export function deployment(
  path: string,
  labels: Record<string, string>,
  spec: Spec = {},
): Manifest {
  const [ns, name] = path.split('/');
  return object(
    'apps/v1',
    'Deployment',
    name,
    {
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'main' }], ...spec },
        },
      },
    },
    { namespace: ns },
  );
}

export function networkPolicy(path: string, spec: Spec): Manifest {
  const [ns, name] = path.split('/');
  return object(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    name,
    { spec },
    { namespace: ns },
  );
}

export function service(path: string, spec: Spec): Manifest {
  const [ns, name] = path.split('/');
  return object('v1', 'Service', name, { spec }, { namespace: ns });
}

export function virtualMachine(
  path: string,
  labels: Record<string, string>,
  interfaces: Spec[] = [{ name: 'default', masquerade: {} }],
  networks: Spec[] = [{ name: 'default', pod: {} }],
): Manifest {
  const [ns, name] = path.split('/');
  return object(
    'kubevirt.io/v1',
    'VirtualMachine',
    name,
    {
      spec: {
        runStrategy: 'Halted',
        template: {
          metadata: { labels },
          spec: { domain: { devices: { interfaces } }, networks },
        },
      },
    },
    { namespace: ns },
  );
}

/** The app of the README: a VM with a database that only the web pods reach. */
export function inventoryApp(): Manifest[] {
  return [
    deployment('shop/web', { app: 'web' }, withPorts({ containerPort: 8080 })),
    deployment('shop/batch', { app: 'batch' }),
    virtualMachine('shop/mongodb-vm', DB_LABELS, [
      {
        name: 'default',
        masquerade: {},
        ports: [{ name: 'mongo', port: 27017 }],
      },
    ]),
    networkPolicy('shop/mongodb', {
      podSelector: { matchLabels: DB_LABELS },
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { app: 'web' } } }],
          ports: [{ port: 27017 }],
        },
      ],
    }),
  ];
}
