import { inventoryPolicy, mongodb, web } from '../__testUtils__/inventory';
import { createTestTexts } from '../__testUtils__/texts';
import {
  endName,
  peerNamed,
  readQuestion,
  reachabilityQuery,
} from './question';

const t = createTestTexts();
const { peers } = inventoryPolicy;
const outside = peers[peers.length - 1];
const read = (query: string) => readQuestion(new URLSearchParams(query));

describe('readQuestion', () => {
  it('reads all of it', () => {
    expect(
      read(`from=${web.id}&to=${mongodb.id}&port=53&protocol=UDP`),
    ).toEqual({ from: web.id, to: mongodb.id, port: 53, protocol: 'UDP' });
  });

  it.each(['', '0', '65536', '1.5', 'http'])('takes "%s" for no port', port => {
    expect(read(`port=${port}`).port).toBeUndefined();
  });

  it('asks about TCP where the protocol is not known', () => {
    expect(read('protocol=ICMP').protocol).toBe('TCP');
  });
});

describe('reachabilityQuery', () => {
  const whole = { from: web.id, to: mongodb.id, port: 27017 };

  it('asks once the question is whole', () => {
    expect(
      reachabilityQuery({ ...whole, protocol: 'TCP' }, peers),
    ).toMatchObject({
      source: { kind: 'Deployment', name: 'web' },
      destination: { kind: 'VirtualMachine', name: 'mongodb-vm' },
      port: 27017,
      protocol: 'TCP',
    });
  });

  it.each([
    ['from', { ...whole, from: undefined }],
    ['to', { ...whole, to: undefined }],
    ['the port', { ...whole, port: undefined }],
    ['an address', { ...whole, from: 'ip:' }],
    ['a peer that is there', { ...whole, from: 'gone' }],
    ['two ends', { ...whole, to: web.id }],
  ])('does not ask without %s', (_, question) => {
    expect(
      reachabilityQuery({ ...question, protocol: 'TCP' }, peers),
    ).toBeUndefined();
  });

  it('asks about addresses', () => {
    expect(
      reachabilityQuery(
        { ...whole, from: 'ip:192.0.2.7', protocol: 'TCP' },
        peers,
      )?.source,
    ).toEqual({ ip: '192.0.2.7' });
  });
});

describe('a range of addresses', () => {
  it.each([
    ['0.0.0.0-255.255.255.255', '203.0.113.1'],
    ['0.0.0.0/0', '203.0.113.1'],
    ['::/0', '2001:db8::1'],
    ['10.0.0.0-10.255.255.255', '10.0.0.0'],
    ['0.0.0.0-169.254.169.253', '169.254.169.253'],
    ['192.168.0.0/16', '192.168.0.0'],
    ['192.0.2.7', '192.0.2.7'],
  ])('%s is asked about by %s, which is of it', (name, ip) => {
    const range = { ...outside, id: `outside/${name}`, name };
    expect(
      reachabilityQuery(
        { from: range.id, to: mongodb.id, port: 27017, protocol: 'TCP' },
        [...peers, range],
      )?.source,
    ).toEqual({ ip });
  });

  it('among several that are told as one is asked about by its address', () => {
    const more = {
      ...outside,
      id: 'outside/more',
      name: '51 more ranges of addresses',
    };
    expect(
      reachabilityQuery(
        { from: web.id, to: more.id, port: 80, protocol: 'TCP' },
        [...peers, more],
      ),
    ).toBeUndefined();
  });
});

describe('a workload of which the URL alone tells', () => {
  const status = { peers, workloads: inventoryPolicy.workloads };
  const of = (id?: string) => peerNamed(id, status);

  it('is known by its id', () => {
    expect(of('onprem/team-a/apps/Deployment/worker')).toEqual({
      id: 'onprem/team-a/apps/Deployment/worker',
      cluster: 'onprem',
      namespace: 'team-a',
      kind: 'Deployment',
      name: 'worker',
      inApp: false,
    });
    expect(peerNamed(web.id, { ...status, peers: [] })?.inApp).toBe(true);
  });

  it.each([
    undefined,
    web.id,
    'ip:2001:db8::1',
    'outside/10.0.0.0/8',
    'onprem///Namespace/team-a',
    'onprem///Namespace/team-a/app',
    'gone',
  ])('is not %s', id => {
    expect(of(id)).toBeUndefined();
  });
});

describe('endName', () => {
  it('is short', () => {
    expect(endName(web.id, peers, t)).toBe('web');
    expect(endName('ip:192.0.2.7', peers, t)).toBe('192.0.2.7');
    expect(endName(outside.id, peers, t)).toBe('Any IPv4 address');
  });
});
