import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, isKnown } from '../clusters';
import { Found } from './enforcement';

type Dialect = ClusterDetails['network']['dialects'][number];
type Effect = Omit<Dialect, 'name'>;

interface KnownDialect {
  kind: string;
  /** The API groups that may serve it. */
  groups: readonly string[];
  /** As paths have it. */
  resource: string;
  effect(running: readonly Found[], store: ClusterStore): Effect;
}

/** Kinds that one plugin brings and enforces. */
const ownOf =
  (plugin: string): KnownDialect['effect'] =>
  running => {
    const found = running.find(one => one.plugin === plugin);
    return found
      ? { enforced: 'yes' }
      : {
          enforced: 'unknown',
          message: `Only ${plugin} enforces it, and that is not seen on the nodes.`,
        };
  };

/**
 * A kind of the Network Policy API. Calico has what it enforces of it in tiers
 * of its own, which it makes as it is installed; others enforce it by a switch
 * that is not seen.
 * Source: https://docs.tigera.io/calico/latest/network-policy/policy-tiers/tiered-policy
 * (and of versions up to 3.31, the tiers adminnetworkpolicy and baselineadminnetworkpolicy);
 * https://antrea.io/docs/main/docs/admin-network-policy (a feature gate);
 * ovn-kubernetes, go-controller/pkg/config (enable-admin-network-policy).
 */
const ofPolicyApi =
  (tier: string): KnownDialect['effect'] =>
  (running, store) => {
    const names = running.map(({ plugin }) => plugin);
    if (!names.includes('Calico')) {
      const plugins = names.join(' and ');
      return {
        enforced: 'unknown',
        message: plugins
          ? `Whether ${plugins} enforces it hangs on a setting that is not seen here.`
          : 'No network plugin is recognised that may enforce it.',
      };
    }
    const isThere = ['projectcalico.org', 'crd.projectcalico.org'].some(
      group => store.get({ group, kind: 'Tier', name: tier }) !== undefined,
    );
    return isThere
      ? { enforced: 'yes', message: `Calico has its tier ${tier}.` }
      : {
          enforced: 'unknown',
          message: `Calico enforces it in its tier ${tier}, which is not seen here.`,
        };
  };

const POLICY_API = 'policy.networking.k8s.io';
const CALICO = ['projectcalico.org', 'crd.projectcalico.org'];

/** The kinds of policies, beside NetworkPolicy itself. */
const DIALECTS: readonly KnownDialect[] = [
  {
    kind: 'AdminNetworkPolicy',
    groups: [POLICY_API],
    resource: 'adminnetworkpolicies',
    effect: ofPolicyApi('adminnetworkpolicy'),
  },
  {
    kind: 'BaselineAdminNetworkPolicy',
    groups: [POLICY_API],
    resource: 'baselineadminnetworkpolicies',
    effect: ofPolicyApi('baselineadminnetworkpolicy'),
  },
  {
    kind: 'ClusterNetworkPolicy',
    groups: [POLICY_API],
    resource: 'clusternetworkpolicies',
    effect: ofPolicyApi('kube-admin'),
  },
  ...[
    ['NetworkPolicy', 'networkpolicies'],
    ['GlobalNetworkPolicy', 'globalnetworkpolicies'],
  ].map(([kind, resource]) => ({
    kind,
    groups: CALICO,
    resource,
    effect: ownOf('Calico'),
  })),
  ...[
    ['CiliumNetworkPolicy', 'ciliumnetworkpolicies'],
    ['CiliumClusterwideNetworkPolicy', 'ciliumclusterwidenetworkpolicies'],
  ].map(([kind, resource]) => ({
    kind,
    groups: ['cilium.io'],
    resource,
    effect: ownOf('Cilium'),
  })),
  ...[
    ['NetworkPolicy', 'networkpolicies'],
    ['ClusterNetworkPolicy', 'clusternetworkpolicies'],
  ].map(([kind, resource]) => ({
    kind,
    groups: ['crd.antrea.io'],
    resource,
    effect: ownOf('Antrea'),
  })),
  {
    kind: 'MultiNetworkPolicy',
    groups: ['k8s.cni.cncf.io'],
    resource: 'multi-networkpolicies',
    effect: () => ({
      enforced: 'unknown',
      message:
        'It applies to interfaces beside the pod network, and a plugin of its own enforces it, which is not looked for here.',
    }),
  },
];

/**
 * Which group a cluster serves a kind in: by how far it is known, where it is
 * watched, and else by its definition. `unknown` where neither can be read.
 */
function servedIn(
  { groups, resource }: KnownDialect,
  store: ClusterStore,
): { group: string } | 'nowhere' | 'unknown' {
  const states = new Map(
    store.knowledge().map(({ kind, state }) => [kind, state]),
  );
  const stateOf = (group: string) => states.get(`${resource}.${group}`);
  const group = groups.find(one => {
    const state = stateOf(one);
    return state === undefined
      ? store.get({
          group: 'apiextensions.k8s.io',
          kind: 'CustomResourceDefinition',
          name: `${resource}.${one}`,
        }) !== undefined
      : state !== 'absent';
  });
  if (group !== undefined) {
    return { group };
  }
  const isSure =
    groups.some(one => stateOf(one) === 'absent') ||
    isKnown(store, 'customresourcedefinitions.apiextensions.k8s.io');
  return isSure ? 'nowhere' : 'unknown';
}

/**
 * The kinds of policies that there are, and whether they take effect on a
 * cluster. What it does not serve is left out, but for the kinds that are meant
 * for any plugin.
 *
 * @param enforced - whether NetworkPolicies are
 */
export function enforcedDialects(
  store: ClusterStore,
  enforced: Dialect['enforced'],
  running: readonly Found[],
): Dialect[] {
  return [
    { name: 'NetworkPolicy.networking.k8s.io', enforced },
    ...DIALECTS.flatMap((dialect): Dialect[] => {
      const { kind, groups, effect } = dialect;
      const served = servedIn(dialect, store);
      if (typeof served === 'object') {
        return [{ name: `${kind}.${served.group}`, ...effect(running, store) }];
      }
      return served === 'nowhere' && groups.includes(POLICY_API)
        ? [{ name: `${kind}.${POLICY_API}`, enforced: 'absent' }]
        : [];
    }),
  ];
}
