import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { createIsOfCluster, ownerByAnnotation } from '../namespaces';
import { clusterParts } from './clusterDetails';
import { networkWays } from './networkWays';
import { requestedByNode } from './requests';

/**
 * What the page of a cluster promises, a row for each: what the objects say, as
 * those who make them write it, and what is told of it.
 */

const isOfCluster = createIsOfCluster(
  name => name.startsWith('kube-'),
  ownerByAnnotation,
);

const partsOf = (...objects: PlainObject[]) =>
  clusterParts(createStoreFromObjects('onprem', objects), isOfCluster);

const node = (of: {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  spec?: object;
  status?: object;
}): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name: 'a',
    uid: 'a',
    labels: of.labels,
    annotations: of.annotations,
  },
  spec: of.spec,
  status: { conditions: [{ type: 'Ready', status: 'True' }], ...of.status },
});

const workload = (
  kind: 'Deployment' | 'DaemonSet',
  name: string,
  image: string,
  pod: object = {},
): PlainObject => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace: 'kube-system', uid: name, generation: 1 },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: {
      spec: { hostNetwork: true, containers: [{ name, image }], ...pod },
    },
  },
  status: {
    observedGeneration: 1,
    replicas: 1,
    updatedReplicas: 1,
    readyReplicas: 1,
    availableReplicas: 1,
    desiredNumberScheduled: 1,
    updatedNumberScheduled: 1,
    numberAvailable: 1,
    numberReady: 1,
  },
});

const REGION = 'topology.kubernetes.io/region';
const ZONE = 'topology.kubernetes.io/zone';
const TYPE = 'node.kubernetes.io/instance-type';
const OLD = 'failure-domain.beta.kubernetes.io';
const place = (region: string, zone: string, type: string) => ({
  [REGION]: region,
  [ZONE]: zone,
  [TYPE]: type,
});

describe('where a node runs', () => {
  // Sources of providerIDs: kubernetes/cloud-provider-aws, pkg/providers/v1/instances.go;
  // kubernetes/cloud-provider-gcp, providers/gce/gce_instances.go; kubernetes-sigs/cloud-provider-azure,
  // pkg/provider/azure_instances.go; kubernetes/cloud-provider-openstack, pkg/openstack/instances.go;
  // kubernetes/cloud-provider-vsphere, pkg/cloudprovider/vsphere/instances.go;
  // metal3-io/cluster-api-provider-metal3, api; openshift/cluster-api-provider-baremetal;
  // tinkerbell/cluster-api-provider-tinkerbell; BYOH.
  it.each<[string, string, Record<string, string>, (string | undefined)[]]>([
    [
      'AWS',
      'aws:///eu-west-1a/i-0b22a22eec53b9321',
      place('eu-west-1', 'eu-west-1a', 'm5.metal'),
      ['aws', 'eu-west-1', 'eu-west-1a', 'm5.metal'],
    ],
    [
      'AWS, Fargate',
      'aws:///eu-west-1b/5fdb1a6b5a/fargate-ip-192-168-1-2.eu-west-1.compute.internal',
      { [REGION]: 'eu-west-1', [ZONE]: 'eu-west-1b' },
      ['aws', 'eu-west-1', 'eu-west-1b', undefined],
    ],
    [
      'GCP',
      'gce://my-project/europe-west3-a/gke-main-pool-1-5c9a-x2v1',
      place('europe-west3', 'europe-west3-a', 'n2-standard-8'),
      ['gce', 'europe-west3', 'europe-west3-a', 'n2-standard-8'],
    ],
    [
      'Azure',
      'azure:///subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/mc_rg/providers/Microsoft.Compute/virtualMachineScaleSets/aks-pool1-vmss/virtualMachines/0',
      place('westeurope', 'westeurope-1', 'Standard_D8s_v5'),
      ['azure', 'westeurope', 'westeurope-1', 'Standard_D8s_v5'],
    ],
    [
      // Without availability zones, Azure tells the number of a fault domain.
      'Azure without zones',
      'azure:///subscriptions/0/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm-1',
      place('westus', '0', 'Standard_B2s'),
      ['azure', 'westus', '0', 'Standard_B2s'],
    ],
    [
      'OpenStack',
      'openstack:///d1e2f3a4-5b6c-7d8e-9f00-112233445566',
      place('RegionOne', 'nova', 'm1.large'),
      ['openstack', 'RegionOne', 'nova', 'm1.large'],
    ],
    [
      'OpenStack, of a region',
      'openstack://RegionOne/d1e2f3a4-5b6c-7d8e-9f00-112233445566',
      { [`${OLD}/region`]: 'RegionOne', [`${OLD}/zone`]: 'nova' },
      ['openstack', 'RegionOne', 'nova', undefined],
    ],
    [
      'vSphere',
      'vsphere://4230a2d1-4b2c-1c8e-7a3a-0d2b3c4d5e6f',
      place('dc-1', 'cluster-1', 'vsphere-vm.cpu-4.mem-16gb.os-ubuntu'),
      ['vsphere', 'dc-1', 'cluster-1', 'vsphere-vm.cpu-4.mem-16gb.os-ubuntu'],
    ],
    [
      'bare metal, Metal3',
      'metal3://metal3/worker-0/worker-0-machine',
      { [ZONE]: 'rack-1' },
      ['metal', undefined, 'rack-1', undefined],
    ],
    [
      'bare metal, OpenShift',
      'baremetalhost:///openshift-machine-api/worker-0/6f4a9c',
      {},
      ['metal', undefined, undefined, undefined],
    ],
    [
      'bare metal, Tinkerbell',
      'tinkerbell://eksa-system/worker-0',
      {},
      ['metal', undefined, undefined, undefined],
    ],
    [
      'bare metal that was brought along',
      'byoh://worker-0/x2v1',
      {},
      ['metal', undefined, undefined, undefined],
    ],
  ])('is told of %s', async (_, providerID, labels, expected) => {
    const { nodes } = await partsOf(node({ labels, spec: { providerID } }));
    const [{ provider, region, zone, instanceType }] = nodes.items;
    expect([provider, region, zone, instanceType]).toEqual(expected);
  });
});

type Node = ClusterDetails['nodes']['items'][number];

describe('what is promised of a node', () => {
  it.each<
    [string, Parameters<typeof node>[0], (one: Node) => unknown, unknown]
  >([
    [
      'role',
      { labels: { 'node-role.kubernetes.io/control-plane': '' } },
      ({ roles }) => roles,
      ['control-plane'],
    ],
    [
      'architecture',
      { status: { nodeInfo: { architecture: 'arm64' } } },
      ({ architecture }) => architecture,
      'arm64',
    ],
    [
      'runtime',
      { status: { nodeInfo: { containerRuntimeVersion: 'cri-o://1.33.2' } } },
      ({ runtime }) => runtime,
      'cri-o://1.33.2',
    ],
    [
      'versions',
      {
        status: {
          nodeInfo: {
            kubeletVersion: 'v1.36.2',
            kernelVersion: '6.8.0',
            osImage: 'Flatcar',
          },
        },
      },
      ({ version, kernel, system }) => [version, kernel, system],
      ['v1.36.2', '6.8.0', 'Flatcar'],
    ],
    [
      'that it runs VMs',
      { labels: { 'kubevirt.io/schedulable': 'true' } },
      ({ virtualMachines }) => virtualMachines,
      true,
    ],
    [
      'that it runs none',
      { labels: { 'kubevirt.io/schedulable': 'false' } },
      ({ virtualMachines }) => virtualMachines,
      false,
    ],
    [
      'that nobody says whether it runs VMs',
      {},
      ({ virtualMachines }) => virtualMachines,
      undefined,
    ],
    [
      'capacity',
      {
        status: {
          capacity: { cpu: '8', memory: '16Gi', pods: '110' },
          allocatable: { cpu: '7900m', memory: '15Gi', pods: '110' },
        },
      },
      ({ capacity, allocatable }) => [capacity, allocatable?.cpu],
      [{ cpu: 8, memory: 16 * 2 ** 30, pods: 110 }, 7.9],
    ],
    [
      'Pod CIDR',
      {
        spec: { podCIDR: '10.1.0.0/24', podCIDRs: ['10.1.0.0/24', 'fd::/64'] },
      },
      ({ podCIDRs }) => podCIDRs,
      ['10.1.0.0/24', 'fd::/64'],
    ],
    [
      'taints',
      { spec: { taints: [{ key: 'gpu', effect: 'NoExecute' }] } },
      ({ taints }) => taints,
      ['gpu:NoExecute'],
    ],
  ])('is told: %s', async (_, of, read, expected) => {
    const { nodes } = await partsOf(node(of));
    expect(read(nodes.items[0])).toEqual(expected);
  });

  it('is counted by each of what nodes have in common', async () => {
    const { nodes } = await partsOf(
      node({
        labels: {
          ...place('r', 'z', 't'),
          'node-role.kubernetes.io/worker': '',
        },
        spec: { providerID: 'aws:///z/i-1' },
        status: {
          nodeInfo: {
            architecture: 'amd64',
            containerRuntimeVersion: 'containerd://2.1.4',
            kubeletVersion: 'v1.36.2',
          },
        },
      }),
    );
    expect(nodes.counts.map(({ by, value }) => `${by} ${value}`)).toEqual([
      'role worker',
      'provider aws',
      'region r',
      'zone z',
      'architecture amd64',
      'runtime containerd://2.1.4',
      'version v1.36.2',
    ]);
  });

  it('is told: requested', async () => {
    const store = createStoreFromObjects('onprem', [
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'p', namespace: 'shop' },
        spec: {
          nodeName: 'a',
          containers: [
            { resources: { requests: { cpu: '1', memory: '1Gi' } } },
          ],
        },
        status: { phase: 'Running' },
      },
    ]);
    const requested = await requestedByNode(
      store.list({ group: '', kind: 'Pod' }),
    );
    expect(requested.get('a')).toEqual({ cpu: 1, memory: 2 ** 30, pods: 1 });
  });
});

describe('what is promised of add-ons', () => {
  const named = (
    apiVersion: string,
    kind: string,
    name: string,
    body: object,
  ): PlainObject => ({ apiVersion, kind, metadata: { name }, ...body });
  const gatewayClass = (controllerName: string, accepted = 'True') =>
    named('gateway.networking.k8s.io/v1', 'GatewayClass', 'gw', {
      spec: { controllerName },
      status: { conditions: [{ type: 'Accepted', status: accepted }] },
    });

  it.each<[string, PlainObject[], string]>([
    ['DNS', [workload('Deployment', 'coredns', 'coredns:v1.12.4')], 'dns'],
    [
      'dashboard',
      [workload('Deployment', 'headlamp', 'headlamp:v1.12.4')],
      'dashboard',
    ],
    [
      'metrics',
      [workload('Deployment', 'metrics-server', 'metrics:v1.12.4')],
      'metrics',
    ],
    [
      'cert-manager',
      [workload('Deployment', 'cert-manager', 'cm:v1.12.4')],
      'certificates',
    ],
    ['CDI', [workload('Deployment', 'cdi-deployment', 'cdi:v1.12.4')], 'cdi'],
    [
      'ingress controller',
      [workload('Deployment', 'ingress-nginx-controller', 'nginx:v1.12.4')],
      'ingress',
    ],
    [
      'gateway controller, Envoy Gateway',
      [
        gatewayClass('gateway.envoyproxy.io/gatewayclass-controller'),
        workload('Deployment', 'envoy-gateway', 'envoy:v1.12.4'),
      ],
      'gateway',
    ],
    [
      'gateway controller, Istio',
      [
        gatewayClass('istio.io/gateway-controller'),
        workload('Deployment', 'istiod', 'pilot:v1.12.4'),
      ],
      'gateway',
    ],
    [
      'gateway controller, NGINX',
      [
        gatewayClass('gateway.nginx.org/nginx-gateway-controller'),
        workload('Deployment', 'ngf-nginx-gateway-fabric', 'ngf:v1.12.4'),
      ],
      'gateway',
    ],
    [
      'KubeVirt',
      [
        {
          apiVersion: 'kubevirt.io/v1',
          kind: 'KubeVirt',
          metadata: { name: 'kubevirt', namespace: 'kubevirt' },
          status: {
            phase: 'Deployed',
            observedKubeVirtVersion: 'v1.12.4',
            conditions: [{ type: 'Available', status: 'True' }],
          },
        },
      ],
      'kubevirt',
    ],
    [
      'CSI driver',
      [
        named('storage.k8s.io/v1', 'CSIDriver', 'ebs.csi.aws.com', {}),
        workload('DaemonSet', 'ebs-csi-node', 'ebs:v1.12.4', {
          volumes: [
            {
              name: 'plugin',
              hostPath: { path: '/var/lib/kubelet/plugins/ebs.csi.aws.com/' },
            },
          ],
        }),
      ],
      'csi',
    ],
  ])('is told with version and health: %s', async (_, objects, name) => {
    const { addOns } = await partsOf(...objects);
    expect(addOns).toEqual([
      expect.objectContaining({ name, version: 'v1.12.4', health: 'healthy' }),
    ]);
  });

  it('is not well where the class of a gateway controller is not accepted', async () => {
    const { addOns } = await partsOf(
      gatewayClass('istio.io/gateway-controller', 'False'),
      workload('Deployment', 'istiod', 'pilot:1.28.0'),
    );
    expect(addOns).toMatchObject([{ title: 'istiod', health: 'degraded' }]);
  });
});

describe('what is promised of the network', () => {
  const proxy = (...command: string[]): PlainObject =>
    workload('DaemonSet', 'kube-proxy', 'kube-proxy:v1.36.2', {
      containers: [
        { name: 'kube-proxy', image: 'kube-proxy:v1.36.2', command },
      ],
    });

  it.each<
    [
      string,
      PlainObject[],
      (network: ClusterDetails['network']) => unknown,
      unknown,
    ]
  >([
    [
      'the CNI, its version, and that it enforces NetworkPolicy',
      [workload('DaemonSet', 'calico-node', 'calico/node:v3.30.3')],
      ({ plugin }) => [plugin.plugin, plugin.version, plugin.enforced],
      ['Calico', '3.30.3', 'yes'],
    ],
    [
      'that a CNI enforces none',
      [workload('DaemonSet', 'kube-flannel', 'flannel:v0.27.0')],
      ({ plugin }) => [plugin.plugin, plugin.enforced],
      ['flannel', 'no'],
    ],
    [
      'that nobody can tell which it is',
      [],
      ({ plugin }) => [plugin.plugin, plugin.enforced],
      [undefined, 'unknown'],
    ],
    [
      'its mode',
      [
        workload('DaemonSet', 'calico-node', 'calico/node:v3.30.3'),
        node({
          annotations: { 'projectcalico.org/IPv4IPIPTunnelAddr': '10.1.0.1' },
        }),
      ],
      ({ mode }) => mode?.value,
      'IPIP',
    ],
    [
      'that its mode is not told',
      [workload('DaemonSet', 'calico-node', 'calico/node:v3.30.3'), node({})],
      ({ mode }) => mode,
      undefined,
    ],
    [
      "kube-proxy's mode",
      [proxy('kube-proxy', '--proxy-mode=nftables')],
      ({ kubeProxy }) => [kubeProxy.state, kubeProxy.mode, kubeProxy.version],
      ['runs', 'nftables', 'v1.36.2'],
    ],
  ])('is told: %s', async (_, objects, read, expected) => {
    const { network } = await partsOf(...objects);
    expect(read(network)).toEqual(expected);
  });

  it('is told: the dialects that take effect', async () => {
    const store = createStoreFromObjects(
      'onprem',
      [workload('DaemonSet', 'calico-node', 'calico/node:v3.30.3')],
      {
        knowledge: [
          ['daemonsets.apps', 'synced'],
          ['globalnetworkpolicies.projectcalico.org', 'synced'],
          ['adminnetworkpolicies.policy.networking.k8s.io', 'absent'],
        ].map(([kind, state]) => ({
          cluster: 'onprem',
          kind,
          state: state === 'synced' ? 'synced' : 'absent',
        })),
      },
    );
    const { network } = await clusterParts(store, isOfCluster);
    const told = network.dialects.map(({ name, enforced }) => [name, enforced]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['NetworkPolicy.networking.k8s.io', 'yes'],
        ['GlobalNetworkPolicy.projectcalico.org', 'yes'],
        ['AdminNetworkPolicy.policy.networking.k8s.io', 'absent'],
      ]),
    );
  });
});

describe('the ways of a control plane', () => {
  const KUBELET = node({
    status: { daemonEndpoints: { kubeletEndpoint: { Port: 10250 } } },
  });
  const API = [
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
      ports: [{ name: 'https', port: 6443 }],
    },
  ];
  const ADD_ONS = [
    workload('Deployment', 'coredns', 'coredns:v1'),
    workload('Deployment', 'metrics-server', 'metrics:v1'),
    {
      apiVersion: 'kubevirt.io/v1',
      kind: 'KubeVirt',
      metadata: { name: 'kubevirt', namespace: 'kubevirt' },
    },
  ];

  // Sources: https://kubernetes.io/docs/reference/networking/ports-and-protocols;
  // https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication;
  // https://etcd.io/docs/latest/op-guide/security; kubevirt/kubevirt, docs.
  it('are told with port, encryption, who is verified, and whether the cluster says it', async () => {
    const { ways } = await partsOf(KUBELET, ...API, ...ADD_ONS);
    expect(
      ways.map(({ id, protocol, port, encrypted, verified, told }) =>
        [id, protocol, port, encrypted, verified, told].join(' | '),
      ),
    ).toEqual([
      'clients-to-apiserver | TCP | 6443 | yes | both | live',
      'apiserver-to-etcd | TCP | 2379 | yes | both | standard',
      'etcd-to-etcd | TCP | 2380 | yes | both | standard',
      'apiserver-to-kubelet | TCP | 10250 | yes | depends | live',
      'apiserver-to-webhooks | TCP | 443 | yes | server | standard',
      'apiserver-proxy | TCP | any | depends | no | standard',
      'monitoring-to-scheduler | TCP | 10259 | yes | depends | standard',
      'monitoring-to-controller-manager | TCP | 10257 | yes | depends | standard',
      'metrics-server-to-kubelet | TCP | 10250 | yes | depends | live',
      'outside-to-nodeports | TCP/UDP | 30000-32767 | depends | depends | standard',
      'monitoring-to-kube-proxy | TCP | 10256 | no | no | standard',
      'pods-to-dns | TCP/UDP | 53 | no | no | standard',
      'apiserver-to-virt-api | TCP | 443, 8443 | yes | both | standard',
      'virt-api-to-virt-handler | TCP | 8186 | yes | both | standard',
    ]);
    for (const { source, told } of ways) {
      expect(source).toMatch(
        told === 'live'
          ? /EndpointSlices|daemonEndpoints/
          : /^(https:|[a-z]+\/)/,
      );
    }
    // What depends on something says on what.
    const unsure = ways.filter(({ encrypted, verified }) =>
      [encrypted, verified].includes('depends'),
    );
    expect(unsure.filter(({ message }) => !message)).toEqual([]);
  });

  it('are the usual ones where the cluster says no port', async () => {
    const { ways } = await partsOf();
    expect(ways.filter(({ told }) => told === 'live')).toEqual([]);
  });

  it.each<[string, string | undefined, string[]]>([
    [
      'Calico',
      'VXLAN',
      ['calico-vxlan UDP 4789', 'calico-bgp TCP 179', 'calico-typha TCP 5473'],
    ],
    [
      'Calico',
      'IPIP',
      ['calico-ipip IP 4', 'calico-bgp TCP 179', 'calico-typha TCP 5473'],
    ],
    ['flannel', 'vxlan', ['flannel-vxlan UDP 8472']],
    ['flannel', 'host-gw', []],
    [
      'Cilium',
      undefined,
      [
        'cilium-vxlan UDP 8472',
        'cilium-geneve UDP 6081',
        'cilium-wireguard UDP 51871',
        'cilium-health TCP 4240',
        'cilium-hubble TCP 4244',
      ],
    ],
    ['OVN-Kubernetes', undefined, ['ovn-kubernetes-geneve UDP 6081']],
  ])('are those of %s in mode %s as well', (plugin, mode, expected) => {
    expect(
      networkWays([plugin], mode).map(
        ({ id, protocol, port }) => `${id} ${protocol} ${port}`,
      ),
    ).toEqual(expected);
  });
});
