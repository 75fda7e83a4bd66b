import {
  KindKnowledge,
  NodeFacts,
  TopologyEdge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { draw } from '../__testUtils__/drawn';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { PlainObject } from '../clusters';
import { describeModernization } from './describe';

const GI = 2 ** 30;

const node = (
  category: TopologyNode['category'],
  name: string,
  facts: NodeFacts = {},
): TopologyNode => ({
  id: name,
  cluster: 'onprem',
  namespace: 'shop',
  apiVersion: 'v1',
  kind: category === 'vm' ? 'VirtualMachine' : 'Deployment',
  name,
  category,
  status: { health: 'healthy' },
  facts,
  members: [],
  reason: { text: '' },
});
const edge = (
  source: string,
  relation: TopologyEdge['relation'],
  target: string,
  ports?: string,
): TopologyEdge => ({
  id: `${source} ${relation} ${target}`,
  source,
  target,
  relation,
  ...(ports && { ports }),
  evidence: { text: '' },
});

interface Drawn {
  nodes?: TopologyNode[];
  edges?: TopologyEdge[];
  knowledge?: KindKnowledge[];
  isWhole?: boolean;
}
const described = ({
  nodes = [],
  edges = [],
  knowledge = [],
  isWhole = true,
}: Drawn) => describeModernization({ nodes, edges, knowledge }, isWhole);

describe('the figures of an app', () => {
  it('sum up what all replicas have, by what they run in', () => {
    const { figures, components } = described({
      nodes: [
        node('vm', 'db', { resources: { cpu: 2, memory: 4 * GI } }),
        node('vm', 'files', { resources: { cpu: 1, memory: GI } }),
        node('container', 'web', {
          replicas: { ready: 1, desired: 3 },
          resources: { cpu: 0.1, memory: GI },
        }),
        node('container', 'nightly', { resources: { cpu: 0.2 } }),
        node('network', 'db-service'),
        node('storage', 'disk'),
      ],
    });
    expect(figures).toEqual({
      vm: {
        count: 2,
        cpu: { value: 3, unknown: 0 },
        memory: { value: 5 * GI, unknown: 0 },
      },
      container: {
        count: 2,
        cpu: { value: 0.5, unknown: 0 },
        memory: { value: 3 * GI, unknown: 1 },
      },
    });
    expect(
      components.map(({ name, replicas, cpu, memory }) => [
        name,
        replicas,
        cpu,
        memory,
      ]),
    ).toEqual([
      ['db', 1, 2, 4 * GI],
      ['files', 1, 1, GI],
      ['web', 3, 0.3, 3 * GI],
      ['nightly', 1, 0.2, undefined],
    ]);
  });

  it('have nothing of what is scaled to nothing, whatever one replica has', () => {
    const { figures } = described({
      nodes: [node('container', 'web', { replicas: { ready: 0, desired: 0 } })],
    });
    expect(figures.container).toEqual({
      count: 1,
      cpu: { value: 0, unknown: 0 },
      memory: { value: 0, unknown: 0 },
    });
  });

  it('are read off what the cluster has: guests, instance types, requests', () => {
    const container = (resources: object) => ({
      containers: [{ name: 'main', image: 'web', resources }],
    });
    const labels = { 'app.kubernetes.io/part-of': 'inventory' };
    const objects: PlainObject[] = [
      ...inventory,
      {
        apiVersion: 'instancetype.kubevirt.io/v1beta1',
        kind: 'VirtualMachineClusterInstancetype',
        metadata: { name: 'u1.large' },
        spec: { cpu: { guest: 4 }, memory: { guest: '8Gi' } },
      },
      {
        apiVersion: 'kubevirt.io/v1',
        kind: 'VirtualMachine',
        metadata: { name: 'sized', namespace: 'inventory', labels },
        spec: {
          instancetype: { name: 'u1.large' },
          runStrategy: 'Halted',
          template: { spec: { domain: {} } },
        },
      },
      {
        apiVersion: 'kubevirt.io/v1',
        kind: 'VirtualMachine',
        metadata: { name: 'unsized', namespace: 'inventory', labels },
        spec: {
          instancetype: { name: 'not-there' },
          runStrategy: 'Halted',
          template: { spec: { domain: {} } },
        },
      },
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'api', namespace: 'inventory', uid: 'api', labels },
        spec: {
          replicas: 2,
          selector: { matchLabels: { app: 'api' } },
          template: {
            metadata: { labels: { app: 'api' } },
            spec: container({
              requests: { cpu: '250m' },
              limits: { memory: '1Gi' },
            }),
          },
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'lonely', namespace: 'inventory', labels },
        spec: container({ requests: { cpu: '1', memory: '2Gi' } }),
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: 'api-1',
          namespace: 'inventory',
          labels: { ...labels, app: 'api' },
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              name: 'api',
              uid: 'api',
              controller: true,
            },
          ],
        },
        spec: container({ requests: { cpu: '250m', memory: '1Gi' } }),
      },
    ];
    const drawn = draw(inventorySystem, objects);
    const { components } = describeModernization(drawn, true);
    expect(
      Object.fromEntries(
        components.map(({ name, cpu, memory }) => [
          name,
          [cpu, memory && memory / GI],
        ]),
      ),
    ).toEqual({
      'mongodb-vm': [2, 4],
      sized: [4, 8],
      unsized: [undefined, undefined],
      web: [undefined, undefined],
      api: [0.5, 2],
      lonely: [1, 2],
    });
    const members = drawn.nodes.flatMap(one => one.members);
    expect(members.some(({ name }) => name === 'api-1')).toBe(true);
    expect(members.filter(({ facts }) => facts?.resources)).toEqual([]);
  });
});

describe('what waits for what', () => {
  const nodes = [
    node('vm', 'db'),
    node('vm', 'files'),
    node('container', 'web'),
    node('container', 'api'),
    node('network', 'db-service'),
    node('network', 'web-service'),
  ];

  it('is a component that calls a VM, or a VM that calls one, by its edges', () => {
    const { waits, waiting } = described({
      nodes,
      edges: [
        edge('api', 'connects', 'db-service', '5432'),
        edge('api', 'connects', 'web-service', '80'),
        edge('db', 'connects', 'web-service', '80'),
        edge('db-service', 'selects', 'db'),
        edge('files', 'depends-on', 'db'),
        edge('web', 'depends-on', 'db'),
        edge('web', 'mounts', 'files'),
        edge('web-service', 'selects', 'web'),
      ],
    });
    expect(waits).toEqual([
      {
        source: 'api',
        target: 'db',
        relation: 'connects',
        through: 'db-service',
        ports: '5432',
      },
      {
        source: 'db',
        target: 'web',
        relation: 'connects',
        through: 'web-service',
        ports: '80',
      },
      { source: 'files', target: 'db', relation: 'depends-on' },
      { source: 'web', target: 'db', relation: 'depends-on' },
    ]);
    expect(waiting).toBe(2);
  });

  it('is all that a Service selects, and never itself', () => {
    const { waits } = described({
      nodes,
      edges: [
        edge('db', 'connects', 'db-service'),
        edge('db-service', 'selects', 'db'),
        edge('db-service', 'selects', 'files'),
        edge('db-service', 'selects', 'web'),
      ],
    });
    expect(waits.map(({ source, target }) => [source, target])).toEqual([
      ['db', 'files'],
      ['db', 'web'],
    ]);
  });

  it('is read off the edges that are drawn', () => {
    const { waits, components } = describeModernization(
      draw(inventorySystem, inventory),
      true,
    );
    const name = (id: string) =>
      components.find(one => one.id === id)?.name ?? id;
    expect(
      waits.map(({ source, target, through }) => [
        name(source),
        through,
        name(target),
      ]),
    ).toEqual([['web', 'mongodb', 'mongodb-vm']]);
  });
});

describe('the stage of an app', () => {
  const vm = node('vm', 'db');
  const web = node('container', 'web');
  const gap = (
    kind: string,
    more: Partial<KindKnowledge> = {},
  ): KindKnowledge => ({
    cluster: 'onprem',
    kind,
    state: 'forbidden',
    ...more,
  });
  const VMS = 'virtualmachines.kubevirt.io';
  const partial = (namespaces: string[]) =>
    gap(VMS, { state: 'partial', namespaces });

  it.each<[string, string, Drawn]>([
    ['mixed', 'VMs and containers', { nodes: [vm, web] }],
    ['vms', 'VMs alone', { nodes: [vm] }],
    ['containers', 'containers alone', { nodes: [web] }],
    ['none', 'neither', {}],
    [
      'mixed',
      'both, of which more may be hidden',
      { nodes: [vm, web], isWhole: false, knowledge: [gap('*')] },
    ],
    ['unknown', 'a part that is seen', { nodes: [web], isWhole: false }],
    ['unknown', 'nothing that is seen', { isWhole: false }],
    [
      'unknown',
      'containers, where VMs may not be listed',
      { nodes: [web], knowledge: [gap(VMS)] },
    ],
    [
      'containers',
      'containers, where these may not all be listed',
      { nodes: [web], knowledge: [gap('jobs.batch')] },
    ],
    [
      'unknown',
      'VMs, where Pods may not be listed',
      { nodes: [vm], knowledge: [gap('pods')] },
    ],
    [
      'containers',
      'containers, where something else is not known',
      {
        nodes: [web],
        knowledge: [gap('datavolumes.cdi.kubevirt.io'), gap('services')],
      },
    ],
    [
      'unknown',
      'containers of a cluster that is not reached',
      { nodes: [web], knowledge: [gap('*', { state: 'unreachable' })] },
    ],
    [
      'containers',
      'containers, where VMs are known in their namespace',
      { nodes: [web], knowledge: [partial(['shop'])] },
    ],
    [
      'unknown',
      'containers, where VMs are known in other namespaces',
      { nodes: [web], knowledge: [partial(['till'])] },
    ],
  ])('is %s of %s', (stage, _, drawn) => {
    expect(described(drawn).stage).toBe(stage);
  });
});
