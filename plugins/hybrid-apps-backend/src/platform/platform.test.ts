import { ClusterHandle, PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { createIsOfCluster, ownerByAnnotation } from '../namespaces';
import { clusterLine, describeCluster } from './describeCluster';
import { describeNamespaces } from './describeNamespaces';

async function clusterOf(objects: readonly PlainObject[]) {
  const store = createStoreFromObjects('onprem', objects);
  const handle: ClusterHandle = {
    name: 'onprem',
    title: 'On premises',
    store,
    served: [],
    state: 'synced',
    kubernetesVersion: 'v1.36.2',
    openSocket() {
      throw new Error('no console is opened here');
    },
    clientFor() {
      throw new Error('no request is needed');
    },
    listAs() {
      throw new Error('no token is needed');
    },
  };
  const isOfCluster = createIsOfCluster(
    name => name.startsWith('kube-'),
    ownerByAnnotation,
  );
  return describeCluster(handle, await clusterLine(store, isOfCluster), true);
}

const node = (
  name: string,
  providerID: string | undefined,
  ready: string,
  labels?: Record<string, string>,
): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels },
  spec: { providerID },
  status: {
    conditions: [{ type: 'Ready', status: ready }],
    nodeInfo: { kubeletVersion: 'v1.36.2' },
  },
});

const workload = (
  kind: string,
  name: string,
  image: string,
  ready: number,
): PlainObject => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace: 'kube-system', generation: 1 },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: { spec: { containers: [{ name, image }] } },
  },
  status: {
    observedGeneration: 1,
    replicas: 1,
    updatedReplicas: ready,
    readyReplicas: ready,
    availableReplicas: ready,
  },
});

describe('describeCluster', () => {
  it('tells where nodes run, how they are, and which take VMs', async () => {
    const { nodes } = await clusterOf([
      node('metal-1', 'metal3://1', 'True', {
        'kubevirt.io/schedulable': 'true',
      }),
      node('aws-1', 'aws:///eu-west-1a/i-1', 'False', {
        'kubevirt.io/schedulable': 'false',
      }),
      node('lost', undefined, 'Unknown'),
    ]);
    expect(nodes).toEqual([
      {
        name: 'aws-1',
        health: 'degraded',
        provider: 'aws',
        version: 'v1.36.2',
        virtualMachines: false,
      },
      { name: 'lost', health: 'unknown', version: 'v1.36.2' },
      {
        name: 'metal-1',
        health: 'healthy',
        provider: 'metal',
        version: 'v1.36.2',
        virtualMachines: true,
      },
    ]);
  });

  it('tells the add-ons that are there, and no other', async () => {
    const { addOns, kubevirtVersion } = await clusterOf([
      workload('Deployment', 'coredns', 'dns.k8s.io/coredns:v1.12.4', 1),
      workload('Deployment', 'metrics-server', 'metrics-server@sha256:a', 0),
      workload('Deployment', 'coredns-checker', 'checker:1', 1),
      {
        apiVersion: 'kubevirt.io/v1',
        kind: 'KubeVirt',
        metadata: { name: 'kubevirt', namespace: 'kubevirt' },
        status: {
          phase: 'Deployed',
          observedKubeVirtVersion: 'v1.9.0',
          conditions: [{ type: 'Degraded', status: 'True' }],
        },
      },
    ]);
    expect(addOns).toMatchObject([
      { name: 'kubevirt', version: 'v1.9.0', health: 'degraded' },
      { name: 'dns', version: 'v1.12.4', health: 'healthy' },
      { name: 'metrics' },
    ]);
    expect(addOns[2]).not.toHaveProperty('version');
    expect(addOns[2].health).not.toBe('healthy');
    expect(kubevirtVersion).toBe('v1.9.0');
  });

  it('tells nothing of what is in a namespace that has an owner', async () => {
    const owned = (name: string): PlainObject => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, annotations: { 'backstage.io/owner': 'team-a' } },
    });
    const moved = (object: PlainObject, namespace: string): PlainObject => ({
      ...object,
      metadata: { ...object.metadata, namespace },
    });
    const dashboard = workload('Deployment', 'console', 'ours:v1', 1);
    const kubevirt = {
      apiVersion: 'kubevirt.io/v1',
      kind: 'KubeVirt',
      metadata: { name: 'kubevirt', namespace: 'shop' },
      status: { observedKubeVirtVersion: 'v0' },
    };
    expect(
      await clusterOf([owned('shop'), moved(dashboard, 'shop'), kubevirt]),
    ).toEqual(await clusterOf([]));
    for (const namespace of ['kube-system', 'dashboard']) {
      const { addOns } = await clusterOf([
        owned('kube-system'),
        moved(dashboard, namespace),
      ]);
      expect(addOns).toMatchObject([{ name: 'dashboard', title: 'console' }]);
    }
  });
});

describe('describeNamespaces', () => {
  it('names them in order, with their owners, the apps that are there and whether more may come', () => {
    const namespace = (name: string, owner?: string): PlainObject => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        ...(owner && { annotations: { 'backstage.io/owner': owner } }),
      },
    });
    const part = (name: string, app: string): PlainObject => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name,
        namespace: 'shop',
        labels: { 'app.kubernetes.io/part-of': app },
      },
    });
    const store = createStoreFromObjects('onprem', [
      namespace('shop', 'team-a'),
      namespace('default'),
      part('a', 'shop'),
      part('b', 'shop'),
      part('c', 'billing'),
    ]);
    expect(
      describeNamespaces(store, name => name === 'shop', ownerByAnnotation),
    ).toEqual([
      { name: 'default', provisionable: false },
      {
        name: 'shop',
        owner: 'group:default/team-a',
        apps: ['billing', 'shop'],
        provisionable: true,
      },
    ]);
  });
});
