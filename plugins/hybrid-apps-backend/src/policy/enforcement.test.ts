import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterName, clusterObjects } from '@hybrid-apps/sandbox-cluster';
import { inventory } from '../__testUtils__/inventory';
import { POLICY, statusOf, ask, daemonSet } from '../__testUtils__/judged';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { detectEnforcement } from './enforcement';
import { NETWORK_PLUGINS } from './networkPlugins';

const crd = (name: string): PlainObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name },
});
const CALICO_CRD = crd('felixconfigurations.crd.projectcalico.org');
const CILIUM_CRD = crd('ciliumnetworkpolicies.cilium.io');
const ALL_CRDS = NETWORK_PLUGINS.flatMap(({ definition }) =>
  definition === undefined ? [] : [crd(definition)],
);

const detect = (objects: PlainObject[], knowledge?: KindKnowledge[]) =>
  detectEnforcement(createStoreFromObjects('onprem', objects, { knowledge }));

/** A DaemonSet of these containers, each with its image, command and arguments. */
const withContainers = (
  name: string,
  containers: Record<
    string,
    { image?: string; command?: string[]; args?: string[] }
  >,
  { kind = 'DaemonSet', namespace = 'kube-system' } = {},
): PlainObject => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace },
  spec: {
    template: {
      spec: {
        hostNetwork: true,
        containers: Object.entries(containers).map(([container, rest]) => ({
          name: container,
          image: `${container}:v1.2.3`,
          ...rest,
        })),
      },
    },
  },
});
const awsNode = (...args: string[]) =>
  withContainers('aws-node', {
    'aws-node': { image: 'amazon-k8s-cni:v1.19.2' },
    'aws-eks-nodeagent': { args },
  });

const calico = daemonSet('calico-node', 'calico/node:v3.30.1');
const cilium = daemonSet(
  'cilium',
  'quay.io:443/cilium/cilium:v1.17.2@sha256:abc',
  'cilium-agent',
);
const flannel = daemonSet(
  'kube-flannel-ds',
  'flannel/flannel:v0.26.1',
  'kube-flannel',
);
const canal = withContainers('canal', {
  'calico-node': { image: 'calico/node:v3.30.1' },
  'kube-flannel': { image: 'flannel/flannel:v0.26.1' },
});
const standalone = (name: string) =>
  withContainers(name, {
    'kube-network-policies': { image: 'kube-network-policies:v0.9.1' },
  });
const kubeOvn = withContainers('kube-ovn-cni', {
  'cni-server': { image: 'kubeovn/kube-ovn:v1.14.5' },
});
const kubeOvnController = (...args: string[]) =>
  withContainers(
    'kube-ovn-controller',
    { 'kube-ovn-controller': { args } },
    { kind: 'Deployment' },
  );
const kindnet = (tag: string) =>
  daemonSet('kindnet', `kindest/kindnetd:${tag}`, 'kindnet-cni');

describe('enforcement', () => {
  it.each<[string, string | undefined, string, PlainObject]>([
    ['Calico', '3.30.1', 'yes', calico],
    ['Cilium', '1.17.2', 'yes', cilium],
    ['Cilium', '1.2.3', 'yes', withContainers('anetd', { 'cilium-agent': {} })],
    ['Antrea', '2.3.0', 'yes', daemonSet('antrea-agent', 'antrea:v2.3.0')],
    [
      'OVN-Kubernetes',
      undefined,
      'yes',
      withContainers('ovnkube-node', {
        'ovnkube-controller': { image: 'ovn' },
      }),
    ],
    ['kube-router', '2.5.0', 'yes', daemonSet('kube-router', 'router:v2.5.0')],
    [
      'kube-router',
      '1.2.3',
      'no',
      withContainers('kube-router', {
        'kube-router': { args: ['--run-router', '--run-firewall=false'] },
      }),
    ],
    [
      'Weave Net',
      '1.2.3',
      'yes',
      withContainers('weave-net', { weave: {}, 'weave-npc': {} }),
    ],
    ['Weave Net', undefined, 'no', withContainers('weave-net', { weave: {} })],
    ['Azure NPM', '1.5.0', 'yes', daemonSet('azure-npm', 'azure-npm:v1.5.0')],
    [
      'Azure CNI',
      '1.2.3',
      'no',
      withContainers('azure-cns', { 'cns-container': {} }),
    ],
    [
      'NSX',
      '1.2.3',
      'yes',
      withContainers('nsx-node-agent', { 'nsx-node-agent': {} }),
    ],
    ['kindnet', 'v20240813-c6f155d6', 'yes', kindnet('v20240813-c6f155d6')],
    ['kindnet', 'v20240513-cd2ac642', 'no', kindnet('v20240513-cd2ac642')],
    ['kindnet', 'latest', 'unknown', kindnet('latest')],
    ['AWS VPC CNI', '1.19.2', 'yes', awsNode('--enable-network-policy=true')],
    ['AWS VPC CNI', '1.19.2', 'no', awsNode('--enable-network-policy=false')],
    ['AWS VPC CNI', '1.19.2', 'unknown', awsNode()],
    ['AWS VPC CNI', '1.13.4', 'unknown', daemonSet('aws-node', 'cni:v1.13.4')],
    ['flannel', '0.26.1', 'no', flannel],
    [
      'kube-network-policies',
      '0.9.1',
      'yes',
      standalone('kube-network-policies'),
    ],
    // As a chart calls it by its release.
    [
      'kube-network-policies',
      '0.9.1',
      'yes',
      standalone('netpol-kube-network-policies'),
    ],
  ])('recognises %s %s: %s', (plugin, version, enforced, object) => {
    // Whatever definitions earlier plugins left behind.
    for (const leftOver of [[], ALL_CRDS]) {
      const told = detect([object, ...leftOver]);
      expect(told).toMatchObject({ plugin, enforced });
      expect(told.version).toBe(version);
      expect(told.message === undefined).toBe(enforced === 'yes');
    }
  });

  it.each<[string, string, PlainObject[]]>([
    ['Calico over flannel', 'yes', [canal]],
    ['Calico over flannel', 'yes', [flannel, calico]],
    ['Calico over AWS VPC CNI', 'yes', [awsNode(), calico]],
    [
      'Cilium over AWS VPC CNI',
      'yes',
      [awsNode('--enable-network-policy=false'), cilium],
    ],
    [
      'Calico and AWS VPC CNI',
      'yes',
      [awsNode('--enable-network-policy=true'), calico],
    ],
    ['Calico and Cilium', 'yes', [cilium, calico]],
    [
      'Cilium over Azure CNI',
      'yes',
      [cilium, withContainers('azure-cns', { 'cns-container': {} })],
    ],
    ['AWS VPC CNI and flannel', 'unknown', [flannel, awsNode()]],
    [
      'kube-network-policies over flannel',
      'yes',
      [flannel, standalone('kube-network-policies')],
    ],
    [
      'kube-network-policies over flannel',
      'yes',
      [
        withContainers('kube-flannel-ds', {
          'kube-flannel': {},
          'kube-network-policies': {},
        }),
      ],
    ],
    [
      'kube-network-policies over AWS VPC CNI',
      'yes',
      [awsNode(), standalone('kube-network-policies')],
    ],
    [
      'Cilium over Kube-OVN',
      'yes',
      [cilium, kubeOvn, kubeOvnController('--enable-np=false')],
    ],
  ])('tells all that run: %s, %s', (plugin, enforced, objects) => {
    expect(detect(objects)).toEqual({
      cluster: 'onprem',
      plugin,
      enforced,
      message: expect.any(String),
    });
  });

  it.each<[string, string, string[], string[], string]>([
    ['arguments', 'kube-router', [], ['--run-firewall=false'], 'no'],
    ['the command', 'kube-router', ['--run-firewall=false'], [], 'no'],
    [
      'arguments, which come after the command',
      'kube-router',
      ['--run-firewall=false'],
      ['--run-firewall=true'],
      'yes',
    ],
    [
      'the last of several',
      'kube-router',
      [],
      ['--run-firewall=true', '--run-firewall=false'],
      'no',
    ],
    [
      'the command',
      'aws-eks-nodeagent',
      ['--enable-network-policy=true'],
      [],
      'yes',
    ],
    [
      'the command',
      'aws-eks-nodeagent',
      ['--enable-network-policy=false'],
      [],
      'no',
    ],
  ])(
    'goes by switches in %s of %s',
    (_, container, command, args, enforced) => {
      const name = container === 'kube-router' ? container : 'aws-node';
      expect(
        detect([withContainers(name, { [container]: { command, args } })])
          .enforced,
      ).toBe(enforced);
    },
  );

  it.each<[PlainObject[], string, unknown]>([
    [[kubeOvnController('--enable-np=true')], 'yes', undefined],
    [[kubeOvnController('--enable-lb=false')], 'yes', undefined],
    [
      [kubeOvnController('--enable-np=false')],
      'no',
      expect.stringContaining('--enable-np=false'),
    ],
    [[], 'yes', expect.stringContaining('that is not seen here')],
  ])(
    'of Kube-OVN hangs on its controller: %j, %s',
    (controller, enforced, message) => {
      expect(detect([kubeOvn, ...controller, ...ALL_CRDS])).toEqual({
        cluster: 'onprem',
        plugin: 'Kube-OVN',
        version: '1.14.5',
        enforced,
        message,
      });
    },
  );

  it('of OpenShift SDN names the mode that it hangs on, and goes by its namespace', () => {
    const sdn = (namespace: string) =>
      withContainers('sdn', { sdn: {} }, { namespace });
    expect(detect([sdn('openshift-sdn')])).toMatchObject({
      plugin: 'OpenShift SDN',
      enforced: 'yes',
      message: expect.stringContaining('in its mode NetworkPolicy'),
    });
    expect(detect([sdn('shop')]).plugin).toBeUndefined();
  });

  it('names the versions of all that run, and who enforces', () => {
    expect(detect([canal]).message).toBe(
      'These run on the nodes: Calico 3.30.1, flannel 0.26.1. Calico enforces policies.',
    );
    expect(detect([cilium, calico]).message).toBe(
      'These run on the nodes: Calico 3.30.1, Cilium 1.17.2. Each of them enforces NetworkPolicies, and of other policies its own kinds alone.',
    );
  });

  it.each<[ClusterName, string, string]>([
    ['onprem', 'Calico', '3.30.3'],
    ['cloud', 'Cilium', '1.18.3'],
  ])(
    'of the cluster %s of the examples is by %s %s',
    (name, plugin, version) => {
      const store = createStoreFromObjects(name, [
        ...clusterObjects(name),
        ...ALL_CRDS,
      ]);
      expect(detectEnforcement(store)).toEqual({
        cluster: name,
        plugin,
        version,
        enforced: 'yes',
      });
    },
  );

  it('goes by no workload of that name on the pod network, and by none that no node takes', () => {
    const { spec, ...rest } = calico;
    const onPodNetwork = { ...rest, spec: { template: { spec: {} } } };
    const nowhere = { ...calico, status: { desiredNumberScheduled: 0 } };
    for (const decoy of [onPodNetwork, nowhere]) {
      expect(detect([decoy, flannel])).toMatchObject({
        plugin: 'flannel',
        enforced: 'no',
      });
    }
  });

  const daemonSets = (state: KindKnowledge['state']): KindKnowledge[] => [
    { cluster: 'onprem', kind: 'daemonsets.apps', state },
  ];

  it.each<[KindKnowledge['state'], PlainObject[], string | undefined, string]>([
    ['synced', [CALICO_CRD], 'Calico', 'they may be left over'],
    ['forbidden', [CALICO_CRD], 'Calico', 'is a guess from'],
    ['syncing', [CALICO_CRD], 'Calico', 'is a guess from'],
    [
      'forbidden',
      [CALICO_CRD, CILIUM_CRD],
      'Calico and Cilium',
      'is a guess from',
    ],
    ['synced', [], undefined, 'No network plugin is recognised'],
    ['forbidden', [], undefined, 'cannot be read'],
  ])(
    'does not claim to know it with DaemonSets %s and definitions alone',
    (state, objects, plugin, message) => {
      const told = detect(objects, daemonSets(state));
      expect(told.plugin).toBe(plugin);
      expect(told).toMatchObject({
        enforced: 'unknown',
        message: expect.stringContaining(message),
      });
    },
  );

  it('says so where it cannot tell', () => {
    expect(statusOf().enforcement).toMatchObject([{ enforced: 'unknown' }]);
  });

  it('is a finding, and said beside every verdict, where there is none', () => {
    const objects = [...inventory, daemonSet('kube-flannel-ds', 'flannel:v1')];
    const [finding] = statusOf(objects).findings;
    expect(finding).toMatchObject({
      code: 'policies-not-enforced',
      severity: 'error',
      objects: [{ id: POLICY }],
    });
    expect(ask({ port: 22 }, objects).answer.summary).toContain(
      'flannel in cluster onprem does not enforce them',
    );
  });
});
