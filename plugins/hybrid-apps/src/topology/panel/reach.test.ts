import { erpTopology, oracle, worker } from '../../__testUtils__/erp';
import { inventoryPolicy, mongodb, web } from '../../__testUtils__/inventory';
import { deniedNeeds, peersOf, tellsAll } from './reach';

const names = (list: ReturnType<typeof peersOf>) =>
  list.map(({ peer, connection }) => `${peer.name}: ${connection.ports}`);

describe('peersOf', () => {
  it('tells who may connect to it, and to what it may connect', () => {
    expect(names(peersOf(mongodb, 'ingress', inventoryPolicy))).toEqual([
      'web: TCP 27017',
    ]);
    expect(names(peersOf(web, 'egress', inventoryPolicy))).toEqual([
      'mongodb-vm: TCP 27017',
      '0.0.0.0-255.255.255.255: All Connections',
    ]);
  });

  it('tells many of the rest of the cluster as one', () => {
    const rest = ['calico-system', 'kube-system'].map(name => ({
      id: name,
      cluster: 'onprem',
      kind: 'Namespace',
      name,
      inApp: false,
      workloads: 2,
    }));
    const reached = peersOf(mongodb, 'ingress', {
      workloads: inventoryPolicy.workloads,
      peers: [...inventoryPolicy.peers, ...rest],
      connections: rest.map(({ id }) => ({
        source: id,
        destination: mongodb.id,
        verdict: 'allowed',
        ports: 'TCP 53',
      })),
    });
    expect(reached.map(({ peer }) => peer.kind)).toEqual(['Rest']);
  });
});

describe('of an app of many workloads, which is told by namespace', () => {
  const many = {
    ...inventoryPolicy,
    peers: [
      {
        id: 'onprem/inventory//Namespace/inventory',
        cluster: 'onprem',
        kind: 'Namespace',
        name: 'inventory',
        inApp: true,
        workloads: 200,
        expandable: true,
      },
    ],
  };

  it('names those that were asked for', () => {
    expect(names(peersOf(mongodb, 'ingress', many))).toEqual([
      'web: TCP 27017',
    ]);
  });

  it('claims not to have named all', () => {
    expect(tellsAll(mongodb, many)).toBe(false);
    expect(tellsAll({ cluster: 'cloud' }, many)).toBe(true);
    expect(tellsAll(mongodb, inventoryPolicy)).toBe(true);
  });
});

describe('deniedNeeds', () => {
  const told = (...of: Parameters<typeof deniedNeeds>) =>
    deniedNeeds(...of).map(
      ({ other, edge }) => `${other.kind} ${other.name} ${edge.ports}`,
    );

  it('tells both ends of what policy denies, through the Service between', () => {
    expect(told(oracle, 'ingress', erpTopology)).toEqual([
      'StatefulSet batch-settlement-and-reconciliation-worker 1521',
    ]);
    expect(told(worker, 'egress', erpTopology)).toEqual([
      'Service oracle 1521',
    ]);
    expect(told(oracle, 'egress', erpTopology)).toEqual([]);
  });

  it('tells of nothing that policy allows', () => {
    const edges = erpTopology.edges.map(edge => ({
      ...edge,
      verdict: 'allowed' as const,
    }));
    expect(told(oracle, 'ingress', { ...erpTopology, edges })).toEqual([]);
  });
});
