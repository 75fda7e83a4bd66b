import { Enforcement } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** What a plugin's workloads tell of whether it enforces policies. */
export interface RunningPlugin {
  /** The tag of its image. */
  version?: string;
  /** The words of command and arguments of each of its containers, by name. */
  containers: ReadonlyMap<string, readonly string[]>;
}

/** How a network plugin shows, and whether it enforces NetworkPolicies. */
export interface NetworkPlugin {
  plugin: string;
  /**
   * The names of its DaemonSets, whose pods are on their node's network. Absent,
   * it is any that has its container: one that enforces for whatever connects
   * the pods, also in a DaemonSet of that.
   */
  daemonSets?: readonly string[];
  /** The namespace of these DaemonSets, where their name alone does not tell it. */
  namespace?: string;
  /** A Deployment beside them, which enforcing hangs on too. */
  deployment?: string;
  /** The container that tells its version. */
  container: RegExp;
  /** A CustomResourceDefinition that only it brings. */
  definition?: string;
  enforced(
    running: RunningPlugin,
  ): Pick<Enforcement, 'enforced'> & { message?: string };
}

const always = () => ({ enforced: 'yes' as const });

/** What a container's switch is set to; the last one counts. Undefined where it is not. */
function switchOf(
  { containers }: RunningPlugin,
  container: string,
  name: string,
): boolean | undefined {
  const [last] = (containers.get(container) ?? [])
    .filter(word => word.startsWith(`--${name}=`))
    .slice(-1);
  return last === undefined ? undefined : last.endsWith('=true');
}

/** The first kindnetd that enforces policies; its tags begin with their date. */
const KINDNET_ENFORCES_SINCE = 20240813;

/** The network plugins that are recognised. */
export const NETWORK_PLUGINS: readonly NetworkPlugin[] = [
  {
    // Source: projectcalico/calico, manifests/calico.yaml and canal.yaml;
    // rancher/rke2-charts, rke2-canal.
    plugin: 'Calico',
    daemonSets: ['calico-node', 'canal', 'rke2-canal'],
    container: /^calico-node$/,
    definition: 'felixconfigurations.crd.projectcalico.org',
    enforced: always,
  },
  {
    // Source: cilium/cilium, install/kubernetes/cilium/templates/cilium-agent/daemonset.yaml;
    // anetd is GKE's Dataplane V2: https://cloud.google.com/kubernetes-engine/docs/concepts/dataplane-v2
    plugin: 'Cilium',
    daemonSets: ['cilium', 'anetd'],
    container: /^cilium-agent$/,
    definition: 'ciliumnetworkpolicies.cilium.io',
    enforced: always,
  },
  {
    // Source: antrea-io/antrea, build/yamls/antrea.yml.
    plugin: 'Antrea',
    daemonSets: ['antrea-agent'],
    container: /^antrea-agent$/,
    definition: 'tiers.crd.antrea.io',
    enforced: always,
  },
  {
    // Source: ovn-kubernetes/ovn-kubernetes, dist/templates/ovnkube-node.yaml.j2;
    // openshift/cluster-network-operator, bindata/network/ovn-kubernetes.
    plugin: 'OVN-Kubernetes',
    daemonSets: ['ovnkube-node', 'ovnkube-node-legacy'],
    container: /^ovn(kube)?-/,
    definition: 'egressfirewalls.k8s.ovn.org',
    enforced: always,
  },
  {
    // Source: cloudnativelabs/kube-router, docs/user-guide.md (run-firewall, true unless told).
    plugin: 'kube-router',
    daemonSets: ['kube-router'],
    container: /^kube-router$/,
    enforced: running =>
      switchOf(running, 'kube-router', 'run-firewall') === false
        ? {
            enforced: 'no',
            message:
              'kube-router runs with --run-firewall=false, and enforces no network policies.',
          }
        : { enforced: 'yes' },
  },
  {
    // Source: kubernetes-sigs/kube-network-policies, install.yaml and charts/kube-network-policies;
    // flannel-io/flannel, chart/kube-flannel/templates/daemonset.yaml, has it beside flannel.
    plugin: 'kube-network-policies',
    container: /^kube-network-policies$/,
    enforced: always,
  },
  {
    // Source: kubeovn/kube-ovn, charts/kube-ovn-v2/templates/agent/agent-daemonset.yaml
    // and controller/controller-deployment.yaml (enable-np, true unless told).
    plugin: 'Kube-OVN',
    daemonSets: ['kube-ovn-cni'],
    deployment: 'kube-ovn-controller',
    container: /^cni-server$/,
    definition: 'vpcs.kubeovn.io',
    enforced: running => {
      const on = switchOf(running, 'kube-ovn-controller', 'enable-np');
      if (on === false) {
        return {
          enforced: 'no',
          message:
            'The controller of Kube-OVN runs with --enable-np=false, and enforces no network policies.',
        };
      }
      return running.containers.has('kube-ovn-controller')
        ? { enforced: 'yes' }
        : {
            enforced: 'yes',
            message:
              'Kube-OVN enforces network policies unless its controller runs with --enable-np=false; that is not seen here.',
          };
    },
  },
  {
    // Source: openshift/cluster-network-operator, bindata/network/openshift-sdn/sdn.yaml;
    // https://docs.openshift.com/container-platform/4.8/networking/openshift_sdn/about-openshift-sdn.html
    plugin: 'OpenShift SDN',
    daemonSets: ['sdn'],
    namespace: 'openshift-sdn',
    container: /^sdn$/,
    enforced: () => ({
      enforced: 'yes',
      message:
        'OpenShift SDN enforces network policies in its mode NetworkPolicy, the default, and in no other; the mode is not seen here. Versions up to OpenShift 4.9 leave out egress rules, and blocks of addresses with exceptions.',
    }),
  },
  {
    // Source: weaveworks/weave, site/kubernetes/kube-addon.md (the container weave-npc).
    plugin: 'Weave Net',
    daemonSets: ['weave-net'],
    container: /^weave-npc$/,
    enforced: ({ containers }) =>
      containers.has('weave-npc')
        ? { enforced: 'yes' }
        : {
            enforced: 'no',
            message:
              'Weave Net runs without its network policy controller, weave-npc.',
          },
  },
  {
    // Source: Azure/azure-container-networking, npm/azure-npm.yaml and docs/npm.md.
    plugin: 'Azure NPM',
    daemonSets: ['azure-npm'],
    container: /^azure-npm$/,
    enforced: always,
  },
  {
    // Source: vmware/nsx-container-plugin-operator, README.md: NSX's distributed firewall.
    plugin: 'NSX',
    daemonSets: ['nsx-node-agent'],
    container: /^nsx-node-agent$/,
    enforced: always,
  },
  {
    // Source: https://github.com/kubernetes-sigs/kind/releases/tag/v0.24.0
    plugin: 'kindnet',
    daemonSets: ['kindnet'],
    container: /^kindnet-cni$/,
    enforced: ({ version }) => {
      const built = Number(/^v(\d{8})/.exec(version ?? '')?.[1]);
      if (!built) {
        return {
          enforced: 'unknown',
          message:
            'kindnet enforces network policies since kind v0.24; its version cannot be told.',
        };
      }
      return built >= KINDNET_ENFORCES_SINCE
        ? { enforced: 'yes' }
        : {
            enforced: 'no',
            message:
              'This version of kindnet enforces no network policies; kind v0.24 and later do.',
          };
    },
  },
  {
    // Source: aws/aws-network-policy-agent, README.md (enable-network-policy, false unless told);
    // https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
    plugin: 'AWS VPC CNI',
    daemonSets: ['aws-node'],
    container: /^aws-node$/,
    enforced: running => {
      const on = switchOf(
        running,
        'aws-eks-nodeagent',
        'enable-network-policy',
      );
      return on
        ? { enforced: 'yes' }
        : {
            enforced: on === false ? 'no' : 'unknown',
            message:
              'The AWS VPC CNI enforces network policies only where its setting enableNetworkPolicy is on.',
          };
    },
  },
  {
    // Source: Azure/azure-container-networking, cns/azure-cns.yaml;
    // https://learn.microsoft.com/azure/aks/use-network-policies: by Azure NPM, Calico or Cilium alone.
    plugin: 'Azure CNI',
    daemonSets: ['azure-cns'],
    container: /^cns-container$/,
    enforced: () => ({
      enforced: 'no',
      message:
        'Azure CNI enforces no network policies of its own: every connection is open, whatever they say. Enable a network policy engine, like Cilium.',
    }),
  },
  {
    // Source: flannel-io/flannel, Documentation/netpol.md and chart/kube-flannel/templates/daemonset.yaml;
    // Canal is Calico over flannel: projectcalico/calico, manifests/canal.yaml.
    plugin: 'flannel',
    daemonSets: [
      'kube-flannel-ds',
      'kube-flannel',
      'flannel',
      'canal',
      'rke2-canal',
    ],
    container: /^kube-flannel$/,
    enforced: () => ({
      enforced: 'no',
      message:
        'flannel enforces no network policies of its own: every connection is open, whatever they say. Add a plugin that enforces them, like Calico in its policy-only mode.',
    }),
  },
];
