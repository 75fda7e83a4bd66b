import { Entity } from '@backstage/catalog-model';
import { Health } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  inventory,
  inventorySystem,
  mongodbVm,
  webPod,
} from '../__testUtils__/inventory';
import { draw as drawApp } from '../__testUtils__/drawn';
import { PlainObject } from '../clusters';
import { summarizeApp } from './summarizeApp';

const draw = (objects: readonly PlainObject[], parts: Entity[] = []) =>
  drawApp(inventorySystem, objects, parts);

const vm = 'onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm';
const web = 'onprem/inventory/apps/Deployment/web';

describe('the topology of an app', () => {
  const topology = draw(inventory);
  const node = (id: string) => topology.nodes.find(one => one.id === id);
  const edges = topology.edges.map(
    ({ source, relation, target, ports }) =>
      `${source.split('/').slice(-2).join(' ')} ${relation} ${target
        .split('/')
        .slice(-2)
        .join(' ')}${ports ? ` ${ports}` : ''}`,
  );

  it('has what belongs to the app, and nothing of its neighbours', () => {
    expect(topology.nodes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'External Internet',
      'Secret mongodb',
      'Service mongodb',
      'Service web',
      'Deployment web',
      'DataVolume mongodb-data',
      'NetworkAttachmentDefinition backup-net',
      'VirtualMachine mongodb-vm',
      'Ingress web',
      'NetworkPolicy mongodb',
    ]);
  });

  it('shows nothing within what it only claims to be owned by', () => {
    const { nodes } = draw([
      ...inventory,
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: {
          name: 'hook',
          namespace: 'elsewhere',
          labels: { 'app.kubernetes.io/part-of': 'inventory' },
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              name: 'web',
              uid: 'web',
              controller: true,
            },
          ],
        },
        spec: { ports: [{ port: 1 }] },
      },
    ]);
    expect(nodes.map(({ id }) => id)).toContain(
      'onprem/elsewhere//Service/hook',
    );
  });

  it('follows a request from outside to the VM, which has never run', () => {
    expect(edges).toEqual(
      expect.arrayContaining([
        'internet routes Ingress web',
        'Ingress web routes Service web 80',
        'Service web selects Deployment web 80→http',
        'Deployment web connects Service mongodb 27017',
        'Service mongodb selects VirtualMachine mongodb-vm 27017',
        'VirtualMachine mongodb-vm mounts DataVolume mongodb-data',
        'VirtualMachine mongodb-vm attaches NetworkAttachmentDefinition backup-net',
        'Deployment web uses Secret mongodb',
        'NetworkPolicy mongodb applies-to VirtualMachine mongodb-vm',
      ]),
    );
  });

  it('does not take a value for an address because it is the name of a Service', () => {
    expect(edges).not.toContain('Deployment web connects Service web 80');
  });

  it('gives each edge its evidence', () => {
    expect(
      topology.edges.find(({ relation }) => relation === 'connects')?.evidence,
    ).toMatchObject({
      text: 'Deployment web is configured with the address of Service mongodb (MONGODB_HOST)',
      fieldPath: 'spec.template.spec.containers[0].env[0].value',
      value: 'mongodb',
    });
  });

  it('folds Pods and ReplicaSets into their Deployment, and a claim into its DataVolume', () => {
    expect(node(web)).toMatchObject({
      category: 'container',
      status: { health: 'healthy', reason: '2/2' },
      facts: { replicas: { ready: 2, desired: 2 } },
    });
    expect(
      node(web)
        ?.members.map(({ kind }) => kind)
        .sort(),
    ).toEqual(['Pod', 'Pod', 'ReplicaSet']);
    expect(
      node('onprem/inventory/cdi.kubevirt.io/DataVolume/mongodb-data'),
    ).toMatchObject({
      status: {
        health: 'progressing',
        message: 'Importing disk mongodb-data: 42 %',
      },
      facts: { size: '20Gi', storageClass: 'fast' },
      members: [{ kind: 'PersistentVolumeClaim' }],
    });
  });

  it('tells a VM that is stopped on purpose from one that ails', () => {
    expect(node(vm)).toMatchObject({
      category: 'vm',
      status: { health: 'stopped', reason: 'Stopped' },
      facts: {
        cpu: '2 vCPU',
        memory: '4 GiB',
        runStrategy: 'Halted',
        interfaces: [
          { name: 'default', network: 'pod', policyCoverage: 'covered' },
          {
            name: 'backup',
            network: 'backup-net',
            policyCoverage: 'uncovered',
          },
        ],
        disks: [
          { name: 'data', source: 'DataVolume mongodb-data', size: '20Gi' },
        ],
      },
    });
  });

  it('folds the instance of a running VM, and both launchers of a migration, into it', () => {
    const owned = (kind: string, name: string, uid: string) => [
      { apiVersion: 'kubevirt.io/v1', kind, name, uid, controller: true },
    ];
    const launcher = (name: string): PlainObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace: 'inventory',
        labels: { 'kubevirt.io': 'virt-launcher' },
        ownerReferences: owned('VirtualMachineInstance', 'mongodb-vm', 'vmi'),
      },
      spec: { containers: [{ name: 'compute' }] },
      status: { phase: 'Running' },
    });
    const running = draw([
      ...inventory.filter(({ kind }) => kind !== 'VirtualMachine'),
      { ...mongodbVm, metadata: { ...mongodbVm.metadata, uid: 'vm' } },
      {
        apiVersion: 'kubevirt.io/v1',
        kind: 'VirtualMachineInstance',
        metadata: {
          name: 'mongodb-vm',
          namespace: 'inventory',
          uid: 'vmi',
          ownerReferences: owned('VirtualMachine', 'mongodb-vm', 'vm'),
        },
        spec: {},
        status: { phase: 'Running' },
      },
      launcher('virt-launcher-source'),
      launcher('virt-launcher-target'),
    ]);
    expect(
      running.nodes.filter(({ category }) => category === 'vm'),
    ).toMatchObject([
      {
        id: vm,
        members: [
          { name: 'virt-launcher-source' },
          { name: 'virt-launcher-target' },
          { kind: 'VirtualMachineInstance' },
        ],
      },
    ]);
    expect(running.nodes.filter(({ kind }) => kind === 'Pod')).toEqual([]);
  });

  it.each([
    ['kubevirt.io', 'virt-launcher'],
    ['vm.kubevirt.io/name', 'mongodb-vm'],
    ['vmi.kubevirt.io/id', 'mongodb-vm'],
  ])(
    'leads a Service to a stopped VM by the label %s, which only its Pod will carry',
    (label, value) => {
      const exposed: PlainObject = {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'exposed', namespace: 'inventory' },
        spec: { selector: { [label]: value }, ports: [{ port: 22 }] },
      };
      expect(draw([...inventory, exposed]).edges).toContainEqual(
        expect.objectContaining({
          source: 'onprem/inventory//Service/exposed',
          target: vm,
          relation: 'selects',
        }),
      );
    },
  );

  it('knows a Secret by its name, and says what is missing', () => {
    expect(node('onprem/inventory//Secret/mongodb')?.status).toEqual({
      health: 'unknown',
      message: 'Secrets are never read; this one is known by its name alone',
    });
  });

  it('says what ails a Deployment in the words of its Pod', () => {
    const message = 'Back-off pulling image "web:does-not-exist"';
    const ailing = draw([
      ...inventory.filter(
        ({ kind }) => kind !== 'Pod' && kind !== 'Deployment',
      ),
      {
        ...inventory[1],
        status: { observedGeneration: 1, readyReplicas: 0 },
      },
      webPod('web-1-a', {
        phase: 'Pending',
        containerStatuses: [
          {
            name: 'web',
            state: { waiting: { reason: 'ImagePullBackOff', message } },
          },
        ],
      }),
    ]);
    expect(ailing.nodes.find(({ id }) => id === web)?.status).toMatchObject({
      health: 'degraded',
      reason: 'ImagePullBackOff',
      message: `Image 'web' cannot be pulled: ${message}. Check its name and tag, and that the cluster may pull it.`,
    });
    expect(summarizeApp(ailing)).toMatchObject({
      health: 'degraded',
      vms: 1,
      containers: 1,
      clusters: ['onprem'],
    });
  });

  it('does not take a Service for broken because its VM is meant to be off', () => {
    const quiet = draw([
      ...inventory,
      {
        apiVersion: 'k8s.cni.cncf.io/v1',
        kind: 'NetworkAttachmentDefinition',
        metadata: { name: 'backup-net', namespace: 'inventory' },
      },
      // As the control plane leaves it behind where nothing matches.
      {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: {
          name: 'mongodb-1',
          namespace: 'inventory',
          labels: { 'kubernetes.io/service-name': 'mongodb' },
        },
        addressType: 'IPv4',
        endpoints: [],
        ports: [],
      },
    ]);
    expect(
      quiet.nodes.find(({ id }) => id === 'onprem/inventory//Service/mongodb')
        ?.status,
    ).toMatchObject({
      health: 'stopped',
      message: expect.stringContaining('VirtualMachine mongodb-vm'),
    });
    expect(summarizeApp(quiet)).toMatchObject({
      health: 'healthy',
      unhealthy: 0,
    });
  });

  it('counts what nobody can judge nowhere', () => {
    const [one] = topology.nodes.filter(({ id }) => id === web);
    const summary = (...healths: Health[]) =>
      summarizeApp({
        ...topology,
        nodes: healths.map(health => ({ ...one, status: { health } })),
      }).health;
    expect(summary('unjudged', 'healthy')).toBe('healthy');
    expect(summary('stopped', 'unjudged')).toBe('stopped');
    expect(summary('unjudged')).toBe('unjudged');
    expect(summary()).toBe('unknown');
  });

  it('names what ails, workloads first, and what is open, a few of many', () => {
    const [one] = topology.nodes.filter(({ id }) => id === web);
    const { problems, openWorkloads, unhealthy } = summarizeApp({
      ...topology,
      nodes: [
        {
          ...one,
          id: 'disk',
          kind: 'PersistentVolumeClaim',
          name: 'disk',
          category: 'storage',
          status: { health: 'degraded', reason: 'Lost' },
        },
        ...Array.from({ length: 6 }, (_, index) => ({
          ...one,
          name: `web-${index}`,
          posture: { ingress: 'open', egress: 'open' } as const,
          status: {
            health: 'degraded',
            reason: 'ImagePullBackOff',
            message: 'not found',
          } as const,
        })),
      ],
    });
    expect(unhealthy).toBe(7);
    expect(problems?.map(({ name }) => name)).toEqual([
      'web-0',
      'web-1',
      'web-2',
      'web-3',
      'web-4',
    ]);
    expect(problems?.[0]).toEqual({
      component: web,
      cluster: 'onprem',
      kind: 'Deployment',
      name: 'web-0',
      reason: 'ImagePullBackOff',
      message: 'not found',
    });
    expect(openWorkloads).toHaveLength(5);
    const well = { ...one, status: { health: 'healthy' } as const };
    const { posture: _, ...closed } = well;
    expect(summarizeApp({ ...topology, nodes: [closed] })).not.toHaveProperty(
      'problems',
    );
  });

  it('draws what the catalog declares between the parts of a System', () => {
    const part = (
      name: string,
      selector: string,
      dependsOn?: string,
    ): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        namespace: 'default',
        annotations: { 'backstage.io/kubernetes-label-selector': selector },
      },
      relations: dependsOn ? [{ type: 'dependsOn', targetRef: dependsOn }] : [],
    });
    const { nodes, edges: declared } = draw(inventory, [
      part('shop', 'app.kubernetes.io/name=web', 'component:default/db'),
      part('db', 'app.kubernetes.io/name in (mongodb)'),
    ]);
    expect(nodes.find(({ id }) => id === vm)?.entityRef).toBe(
      'component:default/db',
    );
    expect(declared).toContainEqual(
      expect.objectContaining({
        source: web,
        relation: 'depends-on',
        target: vm,
      }),
    );
  });
});
