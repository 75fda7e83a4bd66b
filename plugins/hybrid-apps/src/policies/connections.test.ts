import { createTestTexts } from '../__testUtils__/texts';
import { mongodb, inventoryPolicy, web } from '../__testUtils__/inventory';
import { erpPolicy } from '../__testUtils__/erpPolicy';
import { oracle, orderApi, worker } from '../__testUtils__/erp';
import {
  cellText,
  connectionBetween,
  connectionsCsv,
  hasPort,
  indexConnections,
  peerName,
  peerPlace,
  portsIn,
  shortName,
  suggestPort,
} from './connections';

const t = createTestTexts();

describe('the cells of the matrix', () => {
  const index = indexConnections(erpPolicy.connections);
  const text = (source: { id: string }, destination: { id: string }) =>
    cellText(connectionBetween(index, source.id, destination.id), t);

  it('say ports, all, or none', () => {
    expect(text(orderApi, oracle)).toBe('TCP 1521');
    expect(text(orderApi, worker)).toBe('all');
    expect(text(worker, oracle)).toBe('—');
  });

  it('mark what is uncertain', () => {
    const uncertain = erpPolicy.connections.find(
      ({ verdict }) => verdict === 'uncertain',
    );
    expect(cellText(uncertain, t)).toBe('? TCP 8080');
  });
});

describe('a connection of several workloads', () => {
  const pairs = { allowed: 3, uncertain: 0, of: 12 };
  it.each([
    ['allowed', pairs, 'TCP 80 (3 of 12)'],
    [
      'allowed',
      { ...pairs, uncertain: 2 },
      'TCP 80 (3 of 12, 2 more uncertain)',
    ],
    ['uncertain', { ...pairs, allowed: 0, uncertain: 2 }, '? TCP 80 (2 of 12)'],
    ['allowed', undefined, 'TCP 80'],
  ] as const)('that is %s of %j is told as %s', (verdict, of, expected) => {
    const connection = {
      source: web.id,
      destination: mongodb.id,
      verdict,
      ports: 'TCP 80',
      ...(of && { pairs: of }),
    };
    expect(cellText(connection, t)).toBe(expected);
  });

  it('is named with how many there are, and where', () => {
    const shop = {
      id: 'onprem///Namespace/shop',
      cluster: 'onprem',
      kind: 'Namespace',
      name: 'shop',
      inApp: false,
      workloads: 4,
    };
    expect(peerPlace(shop, t)).toBe('onprem, 4 workloads');
    expect(peerName(shop, t)).toBe('shop (Namespace)');
    expect(shortName({ ...shop, inApp: true }, t)).toBe('shop, of the app');
    expect(shortName({ ...shop, hostNetwork: true }, t)).toBe(
      'shop, on its hosts',
    );
  });
});

describe('portsIn', () => {
  it.each([
    ['TCP 80,8080-8090,UDP 53', ['TCP 80', 'TCP 8080', 'UDP 53']],
    ['SCTP 3868-3870', ['SCTP 3868']],
    ['ICMP,TCP 80', ['TCP 80']],
    ['All Connections', []],
  ])('of %s is %j', (ports, expected) => {
    expect(
      portsIn(ports).map(({ protocol, port }) => `${protocol} ${port}`),
    ).toEqual(expected);
  });
});

describe('hasPort', () => {
  const ports = 'ICMP,TCP 80,8080-8090,UDP 53';
  it.each([
    ['TCP', 80, true],
    ['TCP', 8080, true],
    ['TCP', 8090, true],
    ['TCP', 8091, false],
    ['UDP', 53, true],
    ['TCP', 53, false],
    ['SCTP', 80, false],
  ] as const)('finds %s %d: %s', (protocol, port, expected) => {
    expect(hasPort(ports, { protocol, port })).toBe(expected);
  });

  it('finds every port in all connections', () => {
    expect(hasPort('All Connections', { protocol: 'SCTP', port: 1 })).toBe(
      true,
    );
  });
});

describe('suggestPort', () => {
  const { connections } = erpPolicy;

  it('takes what is open between the two', () => {
    expect(suggestPort(connections, orderApi.id, oracle.id)?.port).toBe(1521);
  });

  it('takes what others may use, to ask why these may not', () => {
    expect(suggestPort(connections, worker.id, oracle.id)?.port).toBe(1521);
  });

  it('has none to suggest where every port is open', () => {
    expect(suggestPort(connections, oracle.id, worker.id)).toBeUndefined();
  });
});

describe('peerName', () => {
  it('says what a peer is, and names the range of everything', () => {
    const [first, , , outside] = inventoryPolicy.peers;
    expect(peerName(first, t)).toBe('mongodb-vm (VM)');
    expect(peerName(outside, t)).toBe('Any IPv4 address');
    expect(peerName({ ...outside, name: '::/0' }, t)).toBe('Any IPv6 address');
    expect(peerName({ ...outside, name: '10.0.0.0-10.255.255.255' }, t)).toBe(
      '10.0.0.0-10.255.255.255',
    );
  });
});

describe('connectionsCsv', () => {
  it('has a row for each connection', () => {
    const [head, ...rows] = connectionsCsv(inventoryPolicy, t);
    expect(head).toHaveLength(9);
    expect(rows).toHaveLength(inventoryPolicy.connections.length);
    expect(rows[0]).toEqual([
      web.name,
      'Deployment',
      'onprem / inventory',
      mongodb.name,
      'VirtualMachine',
      'onprem / inventory',
      'TCP 27017',
      'allowed',
      '',
    ]);
  });
});
