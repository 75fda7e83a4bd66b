import { InputError } from '@backstage/errors';
import {
  ANNOTATION_OWNER,
  ANNOTATION_TITLE,
  LABEL_PART_OF,
  Manifest,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { HybridApplication } from './schema';

const SIZES = {
  small: { cores: 1, memory: '2Gi' },
  medium: { cores: 2, memory: '4Gi' },
  large: { cores: 4, memory: '8Gi' },
};

/** The part of an app that an object belongs to. */
type Component = 'web' | 'database';

/** Names and marks that all objects of an app share. */
function conventions({ name, namespace, title, owner }: HybridApplication) {
  const nameOf = (component: Component) =>
    component === 'web' ? `${name}-web` : `${name}-db`;
  const labelsOf = (component: Component) => ({
    'app.kubernetes.io/name': nameOf(component),
    'app.kubernetes.io/component': component,
    [LABEL_PART_OF]: name,
  });
  return {
    nameOf,
    labelsOf,
    /** Names of an app's pods alone: the label of the app and of the component. */
    selectorOf: (component: Component) => ({
      'app.kubernetes.io/component': component,
      [LABEL_PART_OF]: name,
    }),
    metadataOf: (component: Component) => ({
      name: nameOf(component),
      namespace,
      labels: labelsOf(component),
      annotations: {
        ...(owner && { [ANNOTATION_OWNER]: owner }),
        ...(title && { [ANNOTATION_TITLE]: title }),
      },
    }),
  };
}

type Conventions = ReturnType<typeof conventions>;

function databasePolicy(
  { database }: HybridApplication,
  { metadataOf, selectorOf }: Conventions,
): Manifest {
  const web = { podSelector: { matchLabels: selectorOf('web') } };
  const namespaces = {
    namespaceSelector: {
      matchExpressions: [
        {
          key: 'kubernetes.io/metadata.name',
          operator: 'In',
          values: database.namespaces ?? [],
        },
      ],
    },
  };
  const from = {
    web: [web],
    namespaces: [web, namespaces],
    nobody: [],
  }[database.access];
  if (database.access === 'namespaces' && !database.namespaces?.length) {
    throw new InputError(
      'No namespace is named that may connect to the database. Name one, or choose another kind of access.',
    );
  }
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadataOf('database'),
    spec: {
      podSelector: { matchLabels: selectorOf('database') },
      policyTypes: ['Ingress'],
      // An empty `from` would be open to all: no rule at all is open to nobody.
      ingress:
        from.length > 0
          ? [{ from, ports: [{ protocol: 'TCP', port: database.port }] }]
          : [],
    },
  };
}

function virtualMachine(
  { vm, database }: HybridApplication,
  { metadataOf, nameOf, labelsOf }: Conventions,
): Manifest {
  const disk = `${nameOf('database')}-disk`;
  if (!vm.image === !vm.goldenImage) {
    throw new InputError(
      'The VM needs an image: either a container disk or a golden image of the cluster.',
    );
  }
  const [sourceNamespace, sourceName] = vm.goldenImage?.split('/') ?? [];
  const size = SIZES[vm.size || 'small'];
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: metadataOf('database'),
    spec: {
      runStrategy: 'Always',
      ...(vm.instancetype && { instancetype: { name: vm.instancetype } }),
      dataVolumeTemplates: [
        {
          metadata: { name: disk },
          spec: {
            ...(vm.goldenImage
              ? {
                  sourceRef: {
                    kind: 'DataSource',
                    namespace: sourceNamespace,
                    name: sourceName,
                  },
                }
              : { source: { registry: { url: `docker://${vm.image}` } } }),
            storage: { resources: { requests: { storage: vm.diskSize } } },
          },
        },
      ],
      template: {
        metadata: { labels: labelsOf('database') },
        spec: {
          domain: {
            ...(!vm.instancetype && {
              cpu: { cores: size.cores },
              memory: { guest: size.memory },
            }),
            devices: {
              disks: [{ name: 'root', disk: { bus: 'virtio' } }],
              interfaces: [
                {
                  name: 'default',
                  masquerade: {},
                  ports: [
                    {
                      name: 'database',
                      port: database.port,
                      protocol: 'TCP',
                    },
                  ],
                },
              ],
            },
          },
          networks: [{ name: 'default', pod: {} }],
          volumes: [{ name: 'root', dataVolume: { name: disk } }],
        },
      },
    },
  };
}

function webDeployment(
  { web, database }: HybridApplication,
  { metadataOf, nameOf, labelsOf, selectorOf }: Conventions,
): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf('web'),
    spec: {
      replicas: web.replicas,
      selector: { matchLabels: selectorOf('web') },
      template: {
        metadata: { labels: labelsOf('web') },
        spec: {
          containers: [
            {
              name: 'web',
              image: web.image,
              ports: [{ name: 'http', containerPort: web.port }],
              env: [
                { name: 'DATABASE_HOST', value: nameOf('database') },
                { name: 'DATABASE_PORT', value: String(database.port) },
              ],
              resources: {
                requests: { cpu: '100m', memory: '128Mi' },
                limits: { memory: '256Mi' },
              },
              readinessProbe: { tcpSocket: { port: 'http' } },
              securityContext: {
                allowPrivilegeEscalation: false,
                seccompProfile: { type: 'RuntimeDefault' },
              },
            },
          ],
        },
      },
    },
  };
}

/**
 * The manifests of an app: a web tier in containers and a database in a VM,
 * each with a Service and a NetworkPolicy that permits nothing but its port.
 *
 * They are built as values, not as text, so no input can become anything but
 * the value of its field.
 *
 * @throws InputError where parts of the input contradict each other.
 */
export function renderApplication(app: HybridApplication): Manifest[] {
  const { web, database } = app;
  const shared = conventions(app);
  const { metadataOf, nameOf, selectorOf } = shared;
  const service = (
    component: Component,
    port: { name: string; port: number; targetPort: number | string },
  ): Manifest => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(component),
    spec: {
      selector: selectorOf(component),
      ports: [{ ...port, protocol: 'TCP' }],
    },
  });
  return [
    databasePolicy(app, shared),
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadataOf('web'),
      spec: {
        podSelector: { matchLabels: selectorOf('web') },
        policyTypes: ['Ingress'],
        ingress: [
          {
            // With a host, the cluster's ingress controller has to get there,
            // whose namespace has no name that could be relied on.
            from: [web.host ? { namespaceSelector: {} } : { podSelector: {} }],
            ports: [{ protocol: 'TCP', port: web.port }],
          },
        ],
      },
    },
    service('database', {
      name: 'database',
      port: database.port,
      targetPort: database.port,
    }),
    service('web', { name: 'http', port: 80, targetPort: 'http' }),
    virtualMachine(app, shared),
    webDeployment(app, shared),
    ...(web.host
      ? [
          {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'Ingress',
            metadata: metadataOf('web'),
            spec: {
              rules: [
                {
                  host: web.host,
                  http: {
                    paths: [
                      {
                        path: '/',
                        pathType: 'Prefix',
                        backend: {
                          service: {
                            name: nameOf('web'),
                            port: { name: 'http' },
                          },
                        },
                      },
                    ],
                  },
                },
              ],
            },
          },
        ]
      : []),
  ];
}
