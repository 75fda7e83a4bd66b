import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { enforcedDialects } from './enforcedDialects';

const tier = (name: string): PlainObject => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'Tier',
  metadata: { name },
});
const crd = (name: string): PlainObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name },
});
const known = (kind: string, state: KindKnowledge['state']): KindKnowledge => ({
  cluster: 'onprem',
  kind,
  state,
});

const POLICY_API = [
  'adminnetworkpolicies',
  'baselineadminnetworkpolicies',
  'clusternetworkpolicies',
].map(resource => `${resource}.policy.networking.k8s.io`);
const CRDS = known('customresourcedefinitions.apiextensions.k8s.io', 'synced');

function dialects(
  plugins: string[],
  objects: PlainObject[],
  knowledge: KindKnowledge[],
) {
  const found = enforcedDialects(
    createStoreFromObjects('onprem', objects, { knowledge }),
    'yes',
    plugins.map(plugin => ({ plugin, enforced: 'yes' as const })),
  );
  return Object.fromEntries(
    found.map(({ name, enforced }) => [name, enforced]),
  );
}

const NETWORK_POLICY = { 'NetworkPolicy.networking.k8s.io': 'yes' };

describe('enforcedDialects', () => {
  it('has of kinds that a cluster does not serve those alone that any plugin may enforce', () => {
    expect(
      dialects(
        ['Calico'],
        [],
        [CRDS, ...POLICY_API.map(kind => known(kind, 'absent'))],
      ),
    ).toEqual({
      ...NETWORK_POLICY,
      'AdminNetworkPolicy.policy.networking.k8s.io': 'absent',
      'BaselineAdminNetworkPolicy.policy.networking.k8s.io': 'absent',
      'ClusterNetworkPolicy.policy.networking.k8s.io': 'absent',
    });
  });

  it('goes by the tiers of Calico, and guesses of no other', () => {
    const served = POLICY_API.map(kind => known(kind, 'synced'));
    const tiers = [tier('adminnetworkpolicy'), tier('kube-admin')];
    const seen = {
      ...NETWORK_POLICY,
      'AdminNetworkPolicy.policy.networking.k8s.io': 'yes',
      'BaselineAdminNetworkPolicy.policy.networking.k8s.io': 'unknown',
      'ClusterNetworkPolicy.policy.networking.k8s.io': 'yes',
    };
    expect(dialects(['Calico'], tiers, served)).toEqual(seen);
    expect(
      new Set(
        Object.values(dialects(['OVN-Kubernetes'], tiers, served)).slice(1),
      ),
    ).toEqual(new Set(['unknown']));
  });

  it('has the own kinds of plugins, which take effect where that plugin runs', () => {
    const objects = [crd('ciliumnetworkpolicies.cilium.io')];
    const name = 'CiliumNetworkPolicy.cilium.io';
    expect(dialects(['Cilium'], objects, [CRDS])[name]).toBe('yes');
    expect(dialects(['Calico'], objects, [CRDS])[name]).toBe('unknown');
    expect(dialects(['Cilium'], [], [CRDS])).not.toHaveProperty([name]);
  });

  it('tells nothing of kinds of which nobody knows whether they are served', () => {
    expect(dialects(['Cilium'], [], [known('*', 'unreachable')])).toEqual(
      NETWORK_POLICY,
    );
  });
});
