import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { clusterObjects } from '@hybrid-apps/sandbox-cluster';
import { ClusterHandle, PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { createIsOfCluster, ownerByAnnotation } from '../namespaces';
import { clusterDetails, clusterParts, untold } from './clusterDetails';
import { requestedByNode } from './requests';

const isOfCluster = createIsOfCluster(
  name => name.startsWith('kube-'),
  ownerByAnnotation,
);

interface Given {
  state?: ClusterHandle['state'];
  knowledge?: readonly KindKnowledge[];
  seesAll?: boolean;
}

async function detailsOf(objects: readonly PlainObject[], given: Given = {}) {
  const { state = 'synced', knowledge, seesAll = true } = given;
  const store = createStoreFromObjects('onprem', objects, { knowledge });
  const requested =
    untold(store, seesAll) ??
    (await requestedByNode(store.list({ group: '', kind: 'Pod' })));
  return clusterDetails(
    {
      name: 'onprem',
      store,
      served: [],
      state,
      openSocket() {
        throw new Error('no console is opened here');
      },
      clientFor() {
        throw new Error('no request is needed');
      },
      listAs() {
        throw new Error('no token is needed');
      },
    },
    await clusterParts(store, isOfCluster),
    requested,
    false,
  );
}

const node = (
  name: string,
  { metadata = {}, spec = {}, status = {} }: Record<string, object> = {},
): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, uid: `node-${name}`, ...metadata },
  spec,
  status: { conditions: [{ type: 'Ready', status: 'True' }], ...status },
});

/** A Pod that a kubelet runs from a file of its node. */
const staticPod = (
  name: string,
  on: string,
  { namespace = 'kube-system', ready = 'True', image = `${name}:v1.36.2` } = {},
): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: `${name}-${on}`,
    namespace,
    ownerReferences: [
      {
        apiVersion: 'v1',
        kind: 'Node',
        name: on,
        uid: `node-${on}`,
        controller: true,
      },
    ],
  },
  spec: { nodeName: on, containers: [{ name, image }] },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: ready }],
  },
});

const daemonSet = (
  name: string,
  container: object,
  spec: object = {},
): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name, namespace: 'kube-system', generation: 1 },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      spec: {
        hostNetwork: true,
        containers: [{ name, image: `${name}:v1.0.0`, ...container }],
        ...spec,
      },
    },
  },
  status: {
    observedGeneration: 1,
    desiredNumberScheduled: 1,
    updatedNumberScheduled: 1,
    numberAvailable: 1,
    numberReady: 1,
  },
});
const calico = daemonSet('calico-node', {});

const known = (kind: string, state: KindKnowledge['state']): KindKnowledge => ({
  cluster: 'onprem',
  kind,
  state,
});
const SYNCED = ['nodes', 'pods', 'daemonsets.apps'].map(kind =>
  known(kind, 'synced'),
);

describe('nodes', () => {
  it('tell where and on what they run, and what they take', async () => {
    const { nodes } = await detailsOf([
      node('worker', {
        metadata: {
          labels: {
            'node-role.kubernetes.io/worker': '',
            'kubernetes.io/role': 'database',
            'topology.kubernetes.io/region': 'eu-west-1',
            'failure-domain.beta.kubernetes.io/zone': 'eu-west-1a',
            'node.kubernetes.io/instance-type': 'm5.metal',
            'kubevirt.io/schedulable': 'true',
          },
        },
        spec: {
          providerID: 'aws:///eu-west-1a/i-1',
          podCIDR: '10.244.1.0/24',
          podCIDRs: ['10.244.1.0/24', 'fd00::/64'],
          taints: [
            { key: 'dedicated', value: 'db', effect: 'NoSchedule' },
            { key: 'spot', effect: 'PreferNoSchedule' },
          ],
          unschedulable: true,
        },
        status: {
          addresses: [
            { type: 'Hostname', address: 'worker' },
            { type: 'InternalIP', address: '10.0.0.1' },
          ],
          capacity: { cpu: '8', memory: '32Gi', pods: '110' },
          allocatable: {
            cpu: '7500m',
            'devices.kubevirt.io/kvm': '1k',
            'nvidia.com/gpu': '0',
            'example.kubernetes.io/own': '1',
          },
          nodeInfo: {
            architecture: 'arm64',
            containerRuntimeVersion: 'containerd://2.1.4',
            kernelVersion: '6.8.0',
            osImage: 'Ubuntu 24.04',
            kubeletVersion: 'v1.36.2',
          },
        },
      }),
    ]);
    expect(nodes.items).toEqual([
      {
        name: 'worker',
        health: 'healthy',
        reason: 'SchedulingDisabled',
        roles: ['database', 'worker'],
        provider: 'aws',
        region: 'eu-west-1',
        zone: 'eu-west-1a',
        instanceType: 'm5.metal',
        address: '10.0.0.1',
        architecture: 'arm64',
        system: 'Ubuntu 24.04',
        kernel: '6.8.0',
        runtime: 'containerd://2.1.4',
        version: 'v1.36.2',
        virtualMachines: true,
        devices: ['devices.kubevirt.io/kvm'],
        podCIDRs: ['10.244.1.0/24', 'fd00::/64'],
        taints: ['dedicated:NoSchedule', 'spot:PreferNoSchedule'],
        capacity: { cpu: 8, memory: 32 * 2 ** 30, pods: 110 },
        allocatable: { cpu: 7.5 },
        requested: { cpu: 0, memory: 0, pods: 0 },
      },
    ]);
    expect(nodes).toMatchObject({
      state: 'known',
      total: 1,
      ready: 1,
      virtualMachines: 1,
    });
  });

  it.each([
    ['aws:///eu-west-1a/i-1', {}, 'aws'],
    ['gce://project/zone/name', {}, 'gce'],
    ['azure:///subscriptions/1', {}, 'azure'],
    ['openstack://RegionOne/1', {}, 'openstack'],
    ['vsphere://1', {}, 'vsphere'],
    ['metal3://1', {}, 'metal'],
    ['baremetalhost:///openshift-machine-api/1', {}, 'metal'],
    ['kind://docker/kind/one', {}, 'kind'],
    ['constructor://1', {}, 'constructor'],
    [undefined, { 'eks.amazonaws.com/nodegroup': 'a' }, 'aws'],
    [undefined, { 'kubernetes.azure.com/cluster': 'a' }, 'azure'],
    [undefined, {}, undefined],
    ['i-0123', {}, undefined],
  ])('of %s with labels %j are of %s', async (providerID, labels, expected) => {
    const { nodes } = await detailsOf([
      node('a', { metadata: { labels }, spec: { providerID } as object }),
    ]);
    expect(nodes.items[0].provider).toBe(expected);
  });

  it('are counted by what they have in common', async () => {
    const at = (name: string, zone: string) =>
      node(name, {
        metadata: { labels: { 'topology.kubernetes.io/zone': zone } },
      });
    const { nodes } = await detailsOf([
      at('a', 'x'),
      at('b', 'y'),
      at('c', 'y'),
    ]);
    expect(nodes.counts).toEqual([
      { by: 'zone', value: 'y', count: 2 },
      { by: 'zone', value: 'x', count: 1 },
    ]);
  });

  it('are bounded, and those that are not well come first', async () => {
    const lost = node('z', {
      status: { conditions: [{ type: 'Ready', status: 'False' }] },
    });
    const { nodes } = await detailsOf([
      ...Array.from({ length: 400 }, (_, i) => node(`n-${1000 + i}`)),
      lost,
    ]);
    expect(nodes).toMatchObject({ total: 401, ready: 400 });
    expect(nodes.items).toHaveLength(300);
    expect(nodes.items.slice(0, 2).map(({ name }) => name)).toEqual([
      'z',
      'n-1000',
    ]);
  });

  it('say what is requested of them only where all Pods may be counted', async () => {
    const objects = [
      node('a'),
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'one', namespace: 'shop' },
        spec: {
          nodeName: 'a',
          containers: [{ resources: { requests: { cpu: '250m' } } }],
        },
        status: { phase: 'Running' },
      },
    ];
    const all = await detailsOf(objects);
    expect(all.nodes.items[0].requested).toEqual({
      cpu: 0.25,
      memory: 0,
      pods: 1,
    });
    for (const given of [
      { seesAll: false },
      { knowledge: [known('nodes', 'synced'), known('pods', 'partial')] },
    ]) {
      const { nodes } = await detailsOf(objects, given);
      expect(nodes.items[0]).not.toHaveProperty('requested');
      expect(nodes.requestedUnknown).toMatch(/not summed up/);
    }
  });

  it('are not none where they may not be read', async () => {
    const { nodes } = await detailsOf([], {
      knowledge: [known('nodes', 'forbidden')],
    });
    expect(nodes).toMatchObject({ state: 'unknown', total: 0 });
  });
});

describe('add-ons', () => {
  const cluster = (
    apiVersion: string,
    kind: string,
    name: string,
    body: object,
  ): PlainObject => ({ apiVersion, kind, metadata: { name }, ...body });

  it('have drivers of storage by the DaemonSet that runs them, and the classes that name them', async () => {
    const { addOns } = await detailsOf([
      cluster('storage.k8s.io/v1', 'CSIDriver', 'rbd.csi.ceph.com', {}),
      cluster('storage.k8s.io/v1', 'CSIDriver', 'lost.example.com', {}),
      cluster('storage.k8s.io/v1', 'StorageClass', 'fast', {
        provisioner: 'rbd.csi.ceph.com',
      }),
      daemonSet(
        'csi-rbdplugin',
        { name: 'csi-rbdplugin', image: 'quay.io/cephcsi:v3.15.0' },
        {
          containers: [
            { name: 'driver-registrar', image: 'registrar:v2.14.0' },
            { name: 'csi-rbdplugin', image: 'quay.io/cephcsi:v3.15.0' },
          ],
          volumes: [
            {
              name: 'socket-dir',
              hostPath: { path: '/var/lib/kubelet/plugins/rbd.csi.ceph.com' },
            },
          ],
        },
      ),
    ]);
    expect(addOns).toEqual([
      { name: 'csi', title: 'lost.example.com', health: 'unjudged' },
      {
        name: 'csi',
        title: 'rbd.csi.ceph.com',
        version: 'v3.15.0',
        health: 'healthy',
        classes: ['fast'],
      },
    ]);
  });

  it('have controllers of ways in, also those of which nothing but a class is seen', async () => {
    const { addOns } = await detailsOf([
      cluster('networking.k8s.io/v1', 'IngressClass', 'nginx', {
        spec: { controller: 'k8s.io/ingress-nginx' },
      }),
      cluster('networking.k8s.io/v1', 'IngressClass', 'alb', {
        spec: { controller: 'ingress.k8s.aws/alb' },
      }),
      daemonSet('ingress-nginx-controller', {}),
      cluster('gateway.networking.k8s.io/v1', 'GatewayClass', 'cilium', {
        spec: { controllerName: 'io.cilium/gateway-controller' },
        status: { conditions: [{ type: 'Accepted', status: 'False' }] },
      }),
    ]);
    expect(addOns).toEqual([
      {
        name: 'ingress',
        title: 'ingress-nginx-controller',
        version: 'v1.0.0',
        health: 'healthy',
        classes: ['nginx'],
      },
      {
        name: 'ingress',
        title: 'ingress.k8s.aws/alb',
        health: 'unjudged',
        classes: ['alb'],
      },
      {
        name: 'gateway',
        title: 'io.cilium/gateway-controller',
        health: 'degraded',
        classes: ['cilium'],
      },
    ]);
  });
});

describe('the network', () => {
  const proxy = (...command: string[]) =>
    daemonSet('kube-proxy', {
      image: 'registry.k8s.io/kube-proxy:v1.36.2',
      command,
    });

  it('tells of kube-proxy, and its mode where its arguments say it', async () => {
    const { network } = await detailsOf([
      proxy('kube-proxy', '--proxy-mode=ipvs', '--config=/etc/s3cret'),
    ]);
    expect(network.kubeProxy).toEqual({
      state: 'runs',
      version: 'v1.36.2',
      health: 'healthy',
      mode: 'ipvs',
    });
    const { network: other } = await detailsOf([
      proxy('--config=/x', '--proxy-mode=s3cret'),
    ]);
    expect(other.kubeProxy.mode).toBeUndefined();
    expect(other.kubeProxy.message).toMatch(/ConfigMap kube-proxy/);
  });

  it.each<[string, PlainObject[], Given, string]>([
    ['none is there', [], {}, 'absent'],
    [
      'DaemonSets may not be read',
      [],
      { knowledge: [known('daemonsets.apps', 'forbidden')] },
      'unknown',
    ],
    [
      'K3s has it in itself',
      [node('a', { status: { nodeInfo: { kubeletVersion: 'v1.36.2+k3s1' } } })],
      {},
      'unknown',
    ],
    [
      'it is a static Pod of nodes',
      [node('a'), staticPod('kube-proxy', 'a')],
      {},
      'runs',
    ],
  ])(
    'does not guess of kube-proxy where %s',
    async (_, objects, given, state) => {
      const { network } = await detailsOf(objects, given);
      expect(network.kubeProxy.state).toBe(state);
    },
  );

  const annotated = (annotations: Record<string, string>) =>
    node('a', { metadata: { annotations } });
  const VXLAN = { 'projectcalico.org/IPv4VXLANTunnelAddr': '10.244.1.0' };
  const FLANNEL = { 'flannel.alpha.coreos.com/backend-type': 'host-gw' };

  it.each<[string, PlainObject[], string | undefined]>([
    ['Calico with a tunnel', [calico, annotated(VXLAN)], 'VXLAN'],
    ['Calico without one', [calico, node('a')], undefined],
    ['a tunnel that Calico left behind', [annotated(VXLAN)], undefined],
    ['flannel', [daemonSet('kube-flannel', {}), annotated(FLANNEL)], 'host-gw'],
  ])('has the mode of %s', async (_, objects, expected) => {
    const { network } = await detailsOf(objects);
    expect(network.mode?.value).toBe(expected);
  });

  it('tells the networks of Pods, so many at most', async () => {
    const { network } = await detailsOf(
      Array.from({ length: 23 }, (_, i) =>
        node(`n-${10 + i}`, { spec: { podCIDR: `10.244.${i}.0/24` } }),
      ),
    );
    expect(network.podCIDRs).toHaveLength(20);
    expect(network.podCIDRs[1]).toBe('10.244.1.0/24');
    expect(network.podCIDRsOmitted).toBe(3);
  });
});

describe('the control plane', () => {
  const partsOf = async (objects: PlainObject[], given?: Given) => {
    const { controlPlane } = await detailsOf(objects, given);
    return Object.fromEntries(controlPlane.map(part => [part.name, part]));
  };

  it('is told by its static Pods, those that are not well first', async () => {
    const parts = await partsOf([
      node('a'),
      node('b'),
      staticPod('kube-apiserver', 'a'),
      staticPod('kube-apiserver', 'b', { ready: 'False' }),
      staticPod('etcd', 'a', { image: 'etcd:3.6.4-0' }),
    ]);
    expect(parts['kube-apiserver']).toMatchObject({
      state: 'seen',
      total: 2,
      healthy: 1,
      instances: [
        { node: 'b', version: 'v1.36.2' },
        { node: 'a', health: 'healthy' },
      ],
    });
    expect(parts.etcd.instances).toEqual([
      expect.objectContaining({ node: 'a', version: '3.6.4-0' }),
    ]);
    expect(parts['kube-scheduler']).toMatchObject({
      state: 'unseen',
      instances: [],
    });
    expect(parts.kubelet).toMatchObject({
      state: 'seen',
      total: 2,
      healthy: 2,
    });
  });

  it('has nobody in it who only calls himself so', async () => {
    const owned: PlainObject = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'shop',
        annotations: { 'backstage.io/owner': 'team-a' },
      },
    };
    const { metadata, ...pod } = staticPod('etcd', 'a');
    const parts = await partsOf([
      owned,
      node('a'),
      staticPod('kube-scheduler', 'a', { namespace: 'shop' }),
      { ...pod, metadata: { ...metadata, ownerReferences: [] } },
    ]);
    expect(parts.etcd.state).toBe('unseen');
    expect(parts['kube-scheduler'].state).toBe('unseen');
  });

  it.each<[string, PlainObject[], Given, string, string]>([
    ['it is managed', [node('a')], {}, 'answers', 'unseen'],
    ['it does not answer', [node('a')], { state: 'stale' }, 'unseen', 'unseen'],
    [
      'Pods may not be read',
      [node('a')],
      {
        knowledge: [known('nodes', 'synced'), known('pods', 'forbidden')],
        state: 'unreachable',
      },
      'unknown',
      'unknown',
    ],
  ])(
    'is not guessed where %s',
    async (_, objects, given, apiServer, scheduler) => {
      const parts = await partsOf(objects, given);
      expect(parts['kube-apiserver'].state).toBe(apiServer);
      expect(parts['kube-scheduler'].state).toBe(scheduler);
      expect(parts['kube-scheduler'].message).toBeTruthy();
    },
  );
});

describe('who talks to whom', () => {
  const waysIn = async (objects: PlainObject[]) => {
    const { ways } = await detailsOf(objects, { knowledge: SYNCED });
    return new Map(ways.map(way => [way.id, way]));
  };

  it('is the standard where the cluster tells nothing', async () => {
    const ways = await waysIn([]);
    expect(
      [...ways.values()].map(({ id, port, told }) => [id, port, told]),
    ).toEqual([
      ['clients-to-apiserver', '6443, 443', 'standard'],
      ['apiserver-to-etcd', '2379', 'standard'],
      ['etcd-to-etcd', '2380', 'standard'],
      ['apiserver-to-kubelet', '10250', 'standard'],
      ['apiserver-to-webhooks', '443', 'standard'],
      ['apiserver-proxy', 'any', 'standard'],
      ['monitoring-to-scheduler', '10259', 'standard'],
      ['monitoring-to-controller-manager', '10257', 'standard'],
      ['outside-to-nodeports', '30000-32767', 'standard'],
      ['monitoring-to-kube-proxy', '10256', 'standard'],
    ]);
  });

  it('has the ports that API servers and kubelets tell themselves', async () => {
    const ways = await waysIn([
      node('a', {
        status: { daemonEndpoints: { kubeletEndpoint: { Port: 10450 } } },
      }),
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'kubernetes', namespace: 'default' },
        spec: { clusterIPs: ['10.96.0.1'], ports: [{ port: 443 }] },
      },
      {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: {
          name: 'kubernetes',
          namespace: 'default',
          labels: { 'kubernetes.io/service-name': 'kubernetes' },
        },
        addressType: 'IPv4',
        endpoints: [{ addresses: ['10.0.0.1'] }],
        ports: [{ name: 'https', port: 8443 }],
      },
    ]);
    expect(ways.get('clients-to-apiserver')).toMatchObject({
      port: '8443',
      told: 'live',
    });
    expect(ways.get('apiserver-to-kubelet')).toMatchObject({
      port: '10450',
      told: 'live',
    });
  });

  it('has what the network plugin opens in its mode', async () => {
    const open = await waysIn([
      calico,
      node('a', {
        metadata: {
          annotations: { 'projectcalico.org/IPv4IPIPTunnelAddr': '10.244.1.0' },
        },
      }),
    ]);
    const own = [...open.keys()].filter(id => id.startsWith('calico'));
    expect(own).toEqual(['calico-ipip', 'calico-bgp', 'calico-typha']);
    const any = await waysIn([calico]);
    expect([...any.keys()].filter(id => id.startsWith('calico'))).toHaveLength(
      5,
    );
  });
});

describe('kinds', () => {
  it('are counted, and named where the cluster does not serve them', async () => {
    const { kinds, knowledge } = await detailsOf([], {
      knowledge: [
        ...SYNCED,
        known('virtualmachines.kubevirt.io', 'absent'),
        known('events', 'forbidden'),
      ],
    });
    expect(kinds).toEqual({
      synced: 3,
      absent: ['virtualmachines.kubevirt.io'],
    });
    expect(knowledge).toEqual([known('events', 'forbidden')]);
  });
});

it.each([
  ['onprem', 'VXLAN', 'runs', 'seen', 'rbd.csi.ceph.com'],
  ['cloud', undefined, 'absent', 'answers', 'ebs.csi.aws.com'],
] as const)(
  'tells the same story of the sandbox %s as its makers',
  async (name, mode, kubeProxy, apiServer, driver) => {
    const { network, controlPlane, addOns, ways } = await detailsOf(
      clusterObjects(name),
    );
    expect(network.mode?.value).toBe(mode);
    expect(network.kubeProxy.state).toBe(kubeProxy);
    expect(
      controlPlane.find(part => part.name === 'kube-apiserver')?.state,
    ).toBe(apiServer);
    expect(addOns).toContainEqual(
      expect.objectContaining({ name: 'csi', title: driver }),
    );
    expect(ways.find(({ id }) => id === 'clients-to-apiserver')?.told).toBe(
      'live',
    );
  },
);
