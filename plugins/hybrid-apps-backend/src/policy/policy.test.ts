import {
  KindKnowledge,
  PolicyStatus,
  ReachabilityQuery,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { resolveApp } from '../apps';
import { ClusterStore, createStoreFromObjects, PlainObject } from '../clusters';
import { createClusterPolicies } from './clusterPolicy';
import { policyStatus } from './policyStatus';
import { policyView } from './policyView';
import { previewPolicies } from './preview';
import { checkReachability } from './reachability';

const WEB = 'onprem/inventory/apps/Deployment/web';
const VM = 'onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm';
const POLICY = 'onprem/inventory/networking.k8s.io/NetworkPolicy/mongodb';

function world(
  objects: readonly PlainObject[] = inventory,
  knowledge?: KindKnowledge[],
) {
  const store = createStoreFromObjects('onprem', objects, { knowledge });
  const policies = createClusterPolicies();
  const app = resolveApp(
    { entity: inventorySystem, parts: [] },
    [store],
    policyView([store], policies).policiesOn,
  );
  return { store, policies, app };
}

function statusOf(...args: Parameters<typeof world>): PolicyStatus {
  const { store, policies, app } = world(...args);
  return { ...policyStatus(app, [store], policies), revision: '' };
}

const peer = (kind: string, name: string, cluster = 'onprem') => ({
  cluster,
  namespace: 'inventory',
  kind,
  name,
});
const web = peer('Deployment', 'web');
const mongodb = peer('VirtualMachine', 'mongodb-vm');

function ask(
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

const without = (kind: string) =>
  inventory.filter(object => object.kind !== kind);

const daemonSet = (
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

const deployment = (namespace: string, name: string): PlainObject => ({
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

describe('policyStatus', () => {
  it('tells posture, policies and who can connect, of a VM that is stopped too', () => {
    const status = statusOf();
    expect(status.workloads).toMatchObject([
      {
        id: WEB,
        category: 'container',
        posture: { ingress: 'open', egress: 'open' },
        policies: [],
      },
      {
        id: VM,
        category: 'vm',
        posture: { ingress: 'isolated', egress: 'open' },
        policies: [POLICY],
        reachableFrom: [WEB],
      },
    ]);
    expect(status.policies).toMatchObject([
      { id: POLICY, selects: [VM], directions: ['ingress'] },
    ]);
    expect(status.connections).toContainEqual({
      source: WEB,
      destination: VM,
      verdict: 'allowed',
      ports: 'TCP 27017',
    });
    expect(
      status.connections.filter(({ destination }) => destination === VM),
    ).toHaveLength(1);
  });

  it('lists every end of a connection among the peers, those of the app first', () => {
    const { peers, connections } = statusOf();
    const ids = peers.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining(
        connections.flatMap(({ source, destination }) => [source, destination]),
      ),
    );
    expect(peers.map(({ inApp }) => inApp)).toEqual(
      [...peers.map(({ inApp }) => inApp)].sort(
        (a, b) => Number(b) - Number(a),
      ),
    );
  });

  it('tells others that have the same connections in one row', () => {
    const namespaces = ['a', 'b', 'c', 'd', 'e'].flatMap(namespace => [
      deployment(namespace, 'one'),
      deployment(namespace, 'two'),
    ]);
    const others = (extra: PlainObject[]) =>
      statusOf([...inventory, ...extra]).peers.filter(
        ({ inApp, kind }) => !inApp && kind !== 'External',
      );
    // A namespace stands for its workloads, while it is about two of them.
    expect(others(namespaces.slice(0, 2))).toMatchObject([
      { kind: 'Namespace', name: 'a' },
      { kind: 'Deployment', name: 'other' },
    ]);
    const [row, ...more] = others(namespaces);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ kind: 'Others', cluster: 'onprem' });
    // A namespace in which one is let in to the database is not told as one.
    const letIn: PlainObject = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'let-one-in', namespace: 'inventory' },
      spec: {
        podSelector: { matchLabels: { 'kubevirt.io/domain': 'mongodb-vm' } },
        ingress: [
          {
            from: [
              {
                namespaceSelector: {
                  matchLabels: { 'kubernetes.io/metadata.name': 'a' },
                },
                podSelector: { matchLabels: { app: 'one' } },
              },
            ],
          },
        ],
      },
    };
    const { workloads } = statusOf([...inventory, ...namespaces, letIn]);
    expect(workloads[1].reachableFrom).toEqual([
      'onprem/a/apps/Deployment/one',
      WEB,
    ]);
  });

  it.each<KindKnowledge['state']>([
    'forbidden',
    'stale',
    'syncing',
    'unreachable',
  ])('calls nothing open or isolated where policies are %s', state => {
    const gap: KindKnowledge = {
      cluster: 'onprem',
      kind: 'networkpolicies.networking.k8s.io',
      state,
      message: 'ask for the right',
    };
    const status = statusOf(without('NetworkPolicy'), [gap]);
    expect(status.knowledge).toEqual([gap]);
    for (const { posture } of status.workloads) {
      expect(posture).toEqual({ ingress: 'unknown', egress: 'unknown' });
    }
    expect(status.connections).toContainEqual({
      source: WEB,
      destination: VM,
      verdict: 'uncertain',
      ports: 'All Connections',
      reason: expect.stringContaining('ask for the right'),
    });
    expect(status.connections.map(({ verdict }) => verdict)).not.toContain(
      'allowed',
    );
  });

  it('is not put off by kinds that a cluster does not serve', () => {
    const absent: KindKnowledge = {
      cluster: 'onprem',
      kind: 'adminnetworkpolicies.policy.networking.k8s.io',
      state: 'absent',
    };
    expect(statusOf(inventory, [absent]).knowledge).toEqual([]);
  });

  it('reports findings on the app and the policies of its namespaces alone', () => {
    const lost = (namespace: string): PlainObject => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'lost', namespace },
      spec: { podSelector: { matchLabels: { app: 'nobody' } } },
    });
    const { findings } = statusOf([
      ...inventory,
      lost('inventory'),
      lost('elsewhere'),
    ]);
    const found = findings.map(({ code, objects: [object] }) => [
      code,
      `${object.namespace}/${object.kind}/${object.name}`,
    ]);
    expect(found).toContainEqual([
      'policy-selects-nothing',
      'inventory/NetworkPolicy/lost',
    ]);
    expect(found).toContainEqual([
      'workload-open-beside-isolated',
      'inventory/Deployment/web',
    ]);
    expect(found.map(([, object]) => object)).not.toContain(
      'elsewhere/NetworkPolicy/lost',
    );
  });
});

describe('enforcement', () => {
  it.each([
    [
      'Calico',
      '3.30.1',
      'yes',
      daemonSet('calico-node', 'calico/node:v3.30.1'),
    ],
    [
      'Cilium',
      '1.17.2',
      'yes',
      daemonSet(
        'cilium',
        'quay.io:443/cilium/cilium:v1.17.2@sha256:abc',
        'cilium-agent',
      ),
    ],
    [
      'kindnet',
      'v20240813-c6f155d6',
      'yes',
      daemonSet(
        'kindnet',
        'kindest/kindnetd:v20240813-c6f155d6',
        'kindnet-cni',
      ),
    ],
    [
      'kindnet',
      'v20240513-cd2ac642',
      'no',
      daemonSet(
        'kindnet',
        'kindest/kindnetd:v20240513-cd2ac642',
        'kindnet-cni',
      ),
    ],
    [
      'flannel',
      '0.26.1',
      'no',
      daemonSet('kube-flannel-ds', 'flannel/flannel:v0.26.1', 'kube-flannel'),
    ],
    [
      'Calico',
      undefined,
      'yes',
      {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'felixconfigurations.crd.projectcalico.org' },
      },
    ],
  ])('recognises %s %s: %s', (plugin, version, enforced, object) => {
    const { enforcement } = statusOf([...inventory, object]);
    expect(enforcement).toMatchObject([
      { cluster: 'onprem', plugin, ...(version && { version }), enforced },
    ]);
  });

  it('says so where it cannot tell', () => {
    expect(statusOf().enforcement).toMatchObject([{ enforced: 'unknown' }]);
  });

  it('is a finding, and said beside every verdict, where there is none', () => {
    const flannel = [...inventory, daemonSet('kube-flannel-ds', 'flannel:v1')];
    const [finding] = statusOf(flannel).findings;
    expect(finding).toMatchObject({
      code: 'policies-not-enforced',
      severity: 'error',
      objects: [{ id: POLICY }],
    });
    expect(ask({ port: 22 }, flannel).answer.summary).toContain(
      'flannel in cluster onprem does not enforce them',
    );
  });
});

describe('checkReachability', () => {
  it('says which rule lets a connection through, and what the rule is', () => {
    const { answer, workloads } = ask({});
    expect(answer).toMatchObject({
      verdict: 'allowed',
      summary: 'Allowed by NetworkPolicy inventory/mongodb, spec.ingress[0]',
      egress: { verdict: 'allowed', deciding: [] },
      ingress: {
        verdict: 'allowed',
        deciding: [
          {
            action: 'Allow',
            path: 'spec.ingress[0]',
            policy: { id: POLICY },
            rule: { ports: [{ port: 27017 }] },
          },
        ],
      },
    });
    expect(workloads).toEqual([WEB, VM]);
  });

  it('says why a connection is denied, and what the nearest rule lacked', () => {
    const { answer } = ask({ source: peer('Deployment', 'other') });
    expect(answer.verdict).toBe('denied');
    expect(answer.summary).toBe(
      'Denied: no rule of NetworkPolicy inventory/mongodb allows it (ingress)',
    );
    expect(answer.ingress).toMatchObject({
      deciding: [{ action: 'Deny', policy: { name: 'mongodb' } }],
      nearest: {
        rule: { path: 'spec.ingress[0]' },
        lacked: expect.stringContaining('other'),
      },
    });
  });

  it('says so where no policy has a say', () => {
    const { answer } = ask({}, without('NetworkPolicy'));
    expect(answer).toMatchObject({
      verdict: 'allowed',
      summary: 'Allowed: no policy denies it',
    });
  });

  it.each(['forbidden', 'stale'] as const)(
    'is uncertain where policies are %s, and says why',
    state => {
      const gap: KindKnowledge = {
        cluster: 'onprem',
        kind: 'networkpolicies.networking.k8s.io',
        state,
      };
      const { answer } = ask({}, inventory, [gap]);
      expect(answer).toMatchObject({
        verdict: 'uncertain',
        egress: { verdict: 'uncertain' },
        ingress: { verdict: 'uncertain' },
        knowledge: [gap],
      });
      expect(answer.summary).toContain(state);
    },
  );

  it('is uncertain between clusters', () => {
    const stores = ['onprem', 'cloud'].map(name =>
      createStoreFromObjects(name, inventory),
    );
    const { answer } = checkReachability(
      {
        source: peer('Deployment', 'web', 'cloud'),
        destination: mongodb,
        protocol: 'TCP',
        port: 1,
      },
      stores,
      createClusterPolicies(),
    );
    expect(answer.verdict).toBe('uncertain');
    expect(answer.summary).toContain('from cluster cloud to cluster onprem');
  });

  it('asks for workloads that exist', () => {
    expect(() => ask({ source: peer('Deployment', 'nobody') })).toThrow(
      expect.objectContaining({ name: 'NotFoundError' }),
    );
    expect(() => ask({ source: { ip: 'x' } })).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
    expect(() =>
      ask({ source: { ip: '192.0.2.1' }, destination: { ip: '192.0.2.2' } }),
    ).toThrow(expect.objectContaining({ name: 'InputError' }));
  });

  it('names the workloads behind an address or a Service', () => {
    const { workloads } = ask({
      source: { ip: '10.0.0.7' },
      destination: peer('Service', 'mongodb'),
    });
    expect(workloads).toEqual(expect.arrayContaining([WEB, VM]));
  });
});

describe('policyView', () => {
  it('answers what the topology asks', () => {
    const { store, policies } = world();
    const view = policyView([store], policies);
    expect(view.posture(VM)).toEqual({ ingress: 'isolated', egress: 'open' });
    expect(view.verdict(WEB, VM, 27017, 'TCP')).toBe('allowed');
    expect(view.verdict(WEB, VM, 22, 'TCP')).toBe('denied');
    expect(view.verdict(WEB, 'cloud/x/apps/Deployment/y', 1, 'TCP')).toBe(
      'uncertain',
    );
  });
});

describe('the model of a cluster', () => {
  const webWith = (change: object): PlainObject[] =>
    inventory.map(object =>
      object.kind === 'Pod' && object.metadata.name === 'web-1-a'
        ? { ...object, ...change }
        : object,
    );
  /** A store whose contents are exchanged. */
  function following() {
    let current = createStoreFromObjects('onprem', inventory);
    let revision = 1;
    const store: ClusterStore = {
      ...current,
      get revision() {
        return revision;
      },
      list: query => current.list(query),
    };
    const policies = createClusterPolicies();
    return {
      policies: () => policies(store),
      become(objects: readonly PlainObject[]) {
        current = createStoreFromObjects('onprem', objects);
        revision++;
      },
    };
  }

  it('is built once for each revision of its store', () => {
    const { policies } = following();
    expect(policies()).toBe(policies());
  });

  it('is kept while nothing changes that reachability hangs on', () => {
    const { policies, become } = following();
    const { model } = policies();
    become(
      webWith({
        status: {
          phase: 'Running',
          podIP: '10.0.0.7',
          conditions: [{ type: 'Ready', status: 'False' }],
        },
      }),
    );
    expect(policies().model).toBe(model);
  });

  it.each([
    [
      'an address',
      webWith({ status: { phase: 'Running', podIP: '10.9.9.9' } }),
    ],
    ['an end', webWith({ status: { phase: 'Succeeded' } })],
    [
      'a label',
      webWith({ metadata: { name: 'web-1-a', namespace: 'inventory' } }),
    ],
    ['a policy that is gone', without('NetworkPolicy')],
  ])('is another one after a change of %s', (_, objects) => {
    const { policies, become } = following();
    const { model } = policies();
    become(objects);
    expect(policies().model).not.toBe(model);
  });
});

describe('previewPolicies', () => {
  const preview = (change: Parameters<typeof previewPolicies>[2]) => {
    const { store, policies, app } = world();
    return previewPolicies(app, policies(store), change).map(
      ({ source, destination, change: what, before, after }) =>
        `${source.name} -> ${destination.name} ${what}: ${before} -> ${after}`,
    );
  };

  it('tells what a new policy would close', () => {
    const changes = preview({
      apply: [
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'web', namespace: 'inventory' },
          spec: {
            podSelector: { matchLabels: { app: 'web' } },
            policyTypes: ['Ingress'],
            ingress: [{ ports: [{ port: 8080 }] }],
          },
        },
      ],
    });
    expect(changes).toContain(
      'other -> web changed: All Connections -> TCP 8080',
    );
    expect(changes.join()).not.toContain('mongodb-vm -> other');
  });

  it('tells what a policy that goes would open', () => {
    const changes = preview({
      remove: [
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          namespace: 'inventory',
          name: 'mongodb',
        },
      ],
    });
    expect(changes).toContain(
      'other -> mongodb-vm added: No Connections -> All Connections',
    );
    expect(changes).toContain(
      'web -> mongodb-vm changed: TCP 27017 -> All Connections',
    );
  });

  it('refuses what cannot be read, and says where', () => {
    expect(() =>
      preview({
        apply: [
          {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            metadata: { name: 'web', namespace: 'inventory' },
            spec: {
              podSelector: {},
              ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/33' } }] }],
            },
          },
        ],
      }),
    ).toThrow(/NetworkPolicy web, spec\.ingress\[0\]\.from\[0\]/);
  });

  it('refuses what is no policy', () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'x', namespace: 'inventory' },
    };
    expect(() => preview({ apply: [pod] })).toThrow('Pod of v1');
  });
});
