import { createPolicyModel } from '@hybrid-apps/network-policy';
import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { inventory } from '../__testUtils__/inventory';
import {
  WEB,
  VM,
  POLICY,
  statusOf,
  world,
  without,
  deployment,
} from '../__testUtils__/judged';
import { PlainObject, ClusterStore } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { createClusterPolicies } from './clusterPolicy';
import { policyStatus } from './policyStatus';
import { computePreview } from './preview/compute';
import { askPreview } from './preview/question';
import { createReader } from './reader';

describe('who may not see a namespace', () => {
  const sight = {
    sees: (_: string, namespace: string) => namespace === 'inventory',
    readsClusters: true,
  };
  const reader = createReader({ only: new Set() }, sight);
  /** What selects, in any way, what is labelled so in a namespace that is not seen. */
  const selecting: PlainObject[] = [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'asks', namespace: 'inventory' },
      spec: {
        podSelector: { matchLabels: { app: 'web' } },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [
          {
            from: [
              {
                namespaceSelector: {},
                podSelector: { matchLabels: { word: 'right' } },
              },
            ],
          },
        ],
        egress: [
          { to: [{ namespaceSelector: {} }], ports: [{ port: 'right' }] },
        ],
      },
    },
    ...["word == 'right'", "projectcalico.org/serviceaccount == 'right'"].map(
      (selector, index): PlainObject => ({
        apiVersion: 'projectcalico.org/v3',
        kind: 'NetworkPolicy',
        metadata: { name: `asks-${index}`, namespace: 'inventory' },
        spec: {
          types: ['Ingress'],
          ingress: [
            {
              action: 'Allow',
              source: { namespaceSelector: 'all()', selector },
            },
          ],
        },
      }),
    ),
  ];
  /** What is there, called by this word in all of its texts. */
  const elsewhere = (word: string): PlainObject[] => [
    ...['inventory', 'vault'].map(name => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    })),
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: word, namespace: 'vault', labels: { word } },
      spec: {
        serviceAccountName: word,
        containers: [{ name: 'c', ports: [{ name: word, containerPort: 7 }] }],
      },
    },
    {
      apiVersion: 'projectcalico.org/v3',
      kind: 'NetworkSet',
      metadata: { name: word, namespace: 'vault', labels: { word } },
      spec: { nets: ['192.0.2.0/24'] },
    },
  ];
  const known = (word: string) =>
    world([...inventory, ...selecting, ...elsewhere(word)]);

  it('is told the same whatever a selector finds there', () => {
    const told = (word: string, by?: typeof reader) => {
      const { app, store, policies } = known(word);
      return policyStatus(app, [store], policies, by);
    };
    expect(told('right')).not.toEqual(told('wrong'));
    expect(told('right', reader)).toEqual(told('wrong', reader));
    expect(told('right', reader).peers).toContainEqual(
      expect.objectContaining({ name: 'A workload that you may not view' }),
    );
  });

  it('is told the same of what a change would do', () => {
    const told = (word: string, by?: typeof reader) => {
      const { app, store } = known(word);
      const { question, objects } = askPreview(
        app,
        store,
        {
          remove: selecting.map(({ metadata, ...type }) => ({
            ...type,
            ...metadata,
          })),
        },
        by,
      );
      const { templates: workloads } = question;
      return computePreview(
        question,
        createPolicyModel(objects, { workloads }),
      );
    };
    expect(told('right')).not.toEqual(told('wrong'));
    expect(told('right', reader)).toEqual(told('wrong', reader));
    expect(told('right', reader).changes).not.toEqual([]);
  });
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
    const { workloads, connections } = statusOf([
      ...inventory,
      ...namespaces,
      letIn,
    ]);
    const a = 'onprem///Namespace/a';
    expect(workloads[1].reachableFrom).toEqual([a, WEB]);
    expect(connections).toContainEqual({
      source: a,
      destination: VM,
      verdict: 'allowed',
      ports: 'All Connections',
      pairs: { allowed: 1, uncertain: 0, of: 2 },
    });
  });

  it('tells what is on its node’s network, as it reaches pods in spite of policies', () => {
    const agents = ['cni', 'logs', 'proxy', 'probe'].map(
      (name): PlainObject => ({
        apiVersion: 'apps/v1',
        kind: 'DaemonSet',
        metadata: { namespace: 'agents', name },
        spec: {
          template: {
            spec: { hostNetwork: true, containers: [{ name: 'main' }] },
          },
        },
      }),
    );
    const rowOf = (extra: PlainObject[]) =>
      statusOf([...inventory, ...extra]).peers.filter(
        ({ namespace, name }) => namespace === 'agents' || name === 'agents',
      );
    expect(rowOf(agents.slice(0, 1))).toMatchObject([
      { kind: 'DaemonSet', hostNetwork: true },
    ]);
    expect(rowOf(agents)).toMatchObject([
      { kind: 'Namespace', hostNetwork: true },
    ]);
    expect(rowOf([deployment('agents', 'plain')])[0].hostNetwork).toBe(
      undefined,
    );
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

  it.each(['itself', 'each other'])(
    'tells what is found of Pods that own %s',
    whom => {
      const pod = (name: string, owner: string): PlainObject => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name,
          namespace: 'inventory',
          uid: name,
          labels: { 'app.kubernetes.io/part-of': 'inventory' },
          annotations: { 'k8s.v1.cni.cncf.io/networks': 'backup' },
          ownerReferences: [
            {
              apiVersion: 'v1',
              kind: 'Pod',
              name: owner,
              uid: owner,
              controller: true,
            },
          ],
        },
        spec: { containers: [{ name: 'main' }] },
      });
      const other = whom === 'itself' ? 'one' : 'two';
      const objects = [...inventory, pod('one', other), pod('two', 'one')];
      const { findings } = statusOf(objects);
      expect(findings).toContainEqual(
        expect.objectContaining({ code: 'secondary-interface-uncovered' }),
      );
    },
  );

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
