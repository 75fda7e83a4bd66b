import {
  KindKnowledge,
  PolicyStatus,
  ReachabilityQuery,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { inventory, inventorySystem } from './inventory';
import { resolveApp } from '../apps';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { createClusterPolicies } from '../policy/clusterPolicy';
import { policyStatus } from '../policy/policyStatus';
import { checkReachability } from '../policy/reachability';

export const WEB = 'onprem/inventory/apps/Deployment/web';
export const VM = 'onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm';
export const POLICY =
  'onprem/inventory/networking.k8s.io/NetworkPolicy/mongodb';

/** A cluster, its policies, and the app `inventory` on it. */
export function world(
  objects: readonly PlainObject[] = inventory,
  knowledge?: KindKnowledge[],
) {
  const store = createStoreFromObjects('onprem', objects, { knowledge });
  const policies = createClusterPolicies();
  const app = resolveApp({ entity: inventorySystem, parts: [] }, [store]);
  return { store, policies, app };
}

export function statusOf(...args: Parameters<typeof world>): PolicyStatus {
  const { store, policies, app } = world(...args);
  return { ...policyStatus(app, [store], policies), revision: '' };
}

export const peer = (kind: string, name: string, cluster = 'onprem') => ({
  cluster,
  namespace: 'inventory',
  kind,
  name,
});
export const web = peer('Deployment', 'web');
export const mongodb = peer('VirtualMachine', 'mongodb-vm');

export function ask(
  query: Partial<ReachabilityQuery>,
  ...args: Parameters<typeof world>
) {
  const { store, policies } = world(...args);
  return checkReachability(
    {
      source: web,
      destination: mongodb,
      protocol: 'TCP',
      port: 27017,
      ...query,
    },
    [store],
    policies,
  );
}

export const without = (kind: string) =>
  inventory.filter(object => object.kind !== kind);

export const daemonSet = (
  name: string,
  image: string,
  container = name,
): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name, namespace: 'kube-system' },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { hostNetwork: true, containers: [{ name: container, image }] },
    },
  },
});

export const deployment = (namespace: string, name: string): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name, image: name }] },
    },
  },
});
