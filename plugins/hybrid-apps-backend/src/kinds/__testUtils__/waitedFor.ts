/** Objects that kubectl can wait for, and what may happen to them. */
import fc from 'fast-check';
import { JudgedCluster, Manifest } from '../../__testUtils__/judgedCluster';

const NAMESPACE = 'shop';

const meta = (name: string) => ({ name, namespace: NAMESPACE });

const storageClass = (name: string, volumeBindingMode: string) => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner: 'csi.example.com',
  volumeBindingMode,
});

const node = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name,
    labels: {
      'kubernetes.io/arch': 'amd64',
      'kubevirt.io/schedulable': 'true',
      'machine-type.node.kubevirt.io/q35': 'true',
    },
  },
  status: {
    allocatable: {
      cpu: '8',
      memory: '32Gi',
      pods: '110',
      'ephemeral-storage': '100Gi',
      'devices.kubevirt.io/kvm': '1k',
      'devices.kubevirt.io/tun': '1k',
    },
    conditions: [{ type: 'Ready', status: 'True' }],
  },
});

export const WORLD: Manifest[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
  node('node-1'),
  node('node-2'),
  storageClass('now', 'Immediate'),
  storageClass('later', 'WaitForFirstConsumer'),
];

const image = fc.constantFrom(
  ...['web:1', 'web:1', 'web:2', 'does-not-exist:1'],
  ...['crash-loop:1', 'failing-readiness:1'],
);

const container = (name: string) => ({
  name: 'main',
  image: name,
  ports: [{ name: 'http', containerPort: 8080 }],
  readinessProbe: { httpGet: { path: '/', port: 'http' } },
});

const labels = { app: 'web' };

const CERTIFICATE = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: meta('web'),
  spec: { secretName: 'web', issuerRef: { name: 'ca' }, dnsNames: ['web'] },
};

/** Some objects of each kind, as they begin. */
export const beginnings: fc.Arbitrary<Manifest[]> = fc
  .record({
    web: fc.record({ replicas: fc.nat(3), image }),
    vms: fc.array(
      fc.record({
        runStrategy: fc.constantFrom(
          ...['Always', 'Always', 'Always', 'Halted', 'Once', 'Manual'],
        ),
        image: fc.constantFrom(
          ...['disk:1', 'disk:1', 'disk:1', 'disk:1'],
          ...['does-not-exist:1', 'crash-loop:1'],
        ),
        memory: fc.constantFrom('1Gi', '1Gi', '1Gi', '1Gi', '64Gi'),
        claim: fc.constantFrom(undefined, undefined, 'claim-0', 'absent'),
      }),
      { minLength: 3, maxLength: 3 },
    ),
    jobs: fc.array(
      fc.record({
        image,
        completions: fc.integer({ min: 1, max: 2 }),
        backoffLimit: fc.nat(1),
        suspend: fc.constantFrom(false, false, true),
        activeDeadlineSeconds: fc.constantFrom(undefined, 15),
      }),
      { minLength: 3, maxLength: 3 },
    ),
    claims: fc.array(fc.constantFrom('now', 'later', 'absent'), {
      minLength: 3,
      maxLength: 3,
    }),
    target: fc.constantFrom('web', 'web', 'absent'),
  })
  .map(({ web, vms, jobs, claims, target }) => [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: meta('web'),
      spec: {
        replicas: web.replicas,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [container(web.image)] },
        },
      },
    },
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: meta('web'),
      spec: {
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: target,
        },
        maxReplicas: 4,
      },
    },
    ...claims.map((storageClassName, index) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: meta(`claim-${index}`),
      spec: {
        storageClassName,
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
      },
    })),
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: meta('consumer'),
      spec: {
        containers: [{ name: 'main', image: 'web:1' }],
        volumes: [
          {
            name: 'data',
            persistentVolumeClaim: { claimName: 'claim-1' },
          },
        ],
      },
    },
    ...vms.map(({ runStrategy, image: disk, memory, claim }, index) => ({
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      metadata: meta(`vm-${index}`),
      spec: {
        runStrategy,
        template: {
          spec: {
            domain: { devices: {}, memory: { guest: memory } },
            volumes: [
              { name: 'root', containerDisk: { image: disk } },
              ...(claim
                ? [
                    {
                      name: 'data',
                      persistentVolumeClaim: { claimName: claim },
                    },
                  ]
                : []),
            ],
          },
        },
      },
    })),
    ...jobs.map(({ image: name, ...spec }, index) => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: meta(`job-${index}`),
      spec: {
        ...spec,
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [{ name: 'main', image: name }],
          },
        },
      },
    })),
    CERTIFICATE,
  ]);

/** What cert-manager says of a certificate, as it saw it at a generation. */
const reports = (observedGeneration: number) => {
  const told = (type: string, status: string, reason: string) => ({
    type,
    status,
    reason,
    observedGeneration,
    lastTransitionTime: '2026-01-01T00:00:00Z',
  });
  const ready = told('Ready', 'True', 'Ready');
  return [
    {},
    { conditions: [told('Ready', 'False', 'DoesNotExist')] },
    {
      conditions: [
        told('Ready', 'False', 'DoesNotExist'),
        told('Issuing', 'True', 'DoesNotExist'),
      ],
    },
    { conditions: [ready] },
    { conditions: [ready, told('Issuing', 'True', 'Renewing')] },
    {
      conditions: [ready, told('Issuing', 'False', 'Failed')],
      failedIssuanceAttempts: 1,
    },
    { conditions: [told('Ready', 'False', 'Expired')] },
  ];
};

/** Something that somebody does; it prints as what it is. */
export interface Deed {
  does: string;
  to(cluster: JudgedCluster): void | Promise<void>;
}

const named = (apiVersion: string, kind: string, name: string) => ({
  apiVersion,
  kind,
  metadata: meta(name),
});
const web = named('apps/v1', 'Deployment', 'web');

const OPERATIONS = [
  'virtualmachines/restart',
  'virtualmachines/migrate',
  'virtualmachineinstances/pause',
  'virtualmachineinstances/unpause',
];

/** Anything of that may happen between two looks. */
export const deeds: fc.Arbitrary<Deed> = fc.oneof(
  fc.nat(3).map(replicas => ({
    does: `scale web to ${replicas}`,
    to: (cluster: JudgedCluster) => cluster.change(web, { replicas }),
  })),
  image.map(name => ({
    does: `set the image of web to ${name}`,
    to: (cluster: JudgedCluster) =>
      cluster.change(web, {
        template: {
          metadata: { labels },
          spec: { containers: [container(name)] },
        },
      }),
  })),
  fc.nat(2).map(which => ({
    does: `delete Pod ${which}`,
    to(cluster: JudgedCluster) {
      const pods = cluster.list('', 'Pod');
      if (pods.length > 0) {
        cluster.remove(pods[which % pods.length]);
      }
    },
  })),
  fc
    .tuple(fc.nat(2), fc.constantFrom('Always', 'Halted'))
    .map(([which, runStrategy]) => ({
      does: `run vm-${which} ${runStrategy}`,
      to: (cluster: JudgedCluster) =>
        cluster.change(
          named('kubevirt.io/v1', 'VirtualMachine', `vm-${which}`),
          { runStrategy },
        ),
    })),
  fc.tuple(fc.nat(2), fc.constantFrom(...OPERATIONS)).map(([which, full]) => {
    const [resource, operation] = full.split('/');
    return {
      does: `${operation} vm-${which}`,
      to: (cluster: JudgedCluster) =>
        cluster.operate(
          `/apis/subresources.kubevirt.io/v1/namespaces/${NAMESPACE}/${resource}/vm-${which}/${operation}`,
        ),
    };
  }),
  fc.tuple(fc.nat(2), fc.boolean()).map(([which, suspend]) => ({
    does: `${suspend ? 'suspend' : 'resume'} job-${which}`,
    to: (cluster: JudgedCluster) =>
      cluster.change(named('batch/v1', 'Job', `job-${which}`), { suspend }),
  })),
  fc
    .tuple(fc.integer({ min: 1, max: 2 }), fc.nat(reports(1).length - 1))
    .map(([generation, which]) => ({
      does: `say ${which} of generation ${generation} of the certificate`,
      to: (cluster: JudgedCluster) =>
        cluster.report(CERTIFICATE, reports(generation)[which]),
    })),
  fc.constant({
    does: 'add a name to the certificate',
    to: (cluster: JudgedCluster) =>
      cluster.change(CERTIFICATE, { dnsNames: ['web', 'www'] }),
  }),
);
