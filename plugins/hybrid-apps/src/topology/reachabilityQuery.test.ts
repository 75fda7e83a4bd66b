import { Topology } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { edge, nodesOf } from '../__testUtils__/build';
import { deniedEdge, erpTopology } from '../__testUtils__/erp';
import { inventoryTopology } from '../__testUtils__/inventory';
import { reachabilityQueryOf } from './reachabilityQuery';

const node = nodesOf('onprem/shop');
const client = node('Deployment', 'client');
const server = node('Deployment', 'server', {
  facts: { ports: [{ name: 'http', port: 8080, protocol: 'TCP' }] },
});
const service = (targetPort?: string) =>
  node('Service', 'server', {
    facts: { ports: [{ port: 80, protocol: 'TCP', targetPort }] },
  });

function throughService(targetPort?: string) {
  const middle = service(targetPort);
  const connects = edge(client, middle, 'connects', '', {
    ports: '80',
    verdict: 'allowed',
  });
  const topology: Topology = {
    entityRef: '',
    revision: '',
    nodes: [client, middle, server],
    edges: [connects, edge(middle, server, 'selects', '')],
    knowledge: [],
  };
  return reachabilityQueryOf(connects, topology);
}

describe('reachabilityQueryOf', () => {
  it('asks for the workload behind a Service', () => {
    const denied = erpTopology.edges.find(({ id }) => id === deniedEdge);
    expect(denied && reachabilityQueryOf(denied, erpTopology)).toEqual({
      source: {
        cluster: 'onprem',
        namespace: 'erp',
        kind: 'StatefulSet',
        name: 'batch-settlement-and-reconciliation-worker',
      },
      destination: {
        cluster: 'onprem',
        namespace: 'erp',
        kind: 'VirtualMachine',
        name: 'oracle-db',
      },
      port: 1521,
      protocol: 'TCP',
    });
  });

  it.each([
    ['Service', 'cloud/shop', { port: 5432 }],
    ['Gateway', 'cloud/shop', { port: 5432 }],
    ['Deployment', 'cloud/shop', undefined],
    ['Service', 'onprem/shop', undefined],
  ])(
    'asks for the way across by a %s of %s, before there is a verdict',
    (kind, place, expected) => {
      const target = nodesOf(place)(kind, 'db');
      const wire = edge(client, target, 'connects', '', { ports: '5432' });
      const topology: Topology = {
        entityRef: '',
        revision: '',
        nodes: [client, target],
        edges: [wire],
        knowledge: [],
      };
      const query = reachabilityQueryOf(wire, topology);
      expect(query && { port: query.port }).toEqual(expected);
      expect(query?.destination).toEqual(
        expected && { cluster: 'cloud', namespace: 'shop', kind, name: 'db' },
      );
    },
  );

  it.each([
    ['a number', '9090', 9090],
    ['a name', 'http', 8080],
    ['absent', undefined, 80],
    ['a name nobody has', 'grpc', 80],
  ])('asks for the target port where it is %s', (_, targetPort, port) => {
    expect(throughService(targetPort)).toMatchObject({ port });
  });

  it('asks nothing where no workload is at the start, or none is behind', () => {
    const asked = inventoryTopology.edges.filter(edgeOfApp =>
      reachabilityQueryOf(edgeOfApp, inventoryTopology),
    );
    expect(asked.map(({ relation }) => relation)).toEqual(['connects']);
    const [connects] = asked;
    expect(connects.source).toContain('Deployment');
    expect(
      reachabilityQueryOf(connects, {
        ...inventoryTopology,
        edges: [connects],
      }),
    ).toBeUndefined();
  });
});
