import { inventoryPolicy, mongodb, web } from '../__testUtils__/inventory';
import { endName, endOf, readQuestion, reachabilityQuery } from './question';

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

describe('endOf', () => {
  it('stands for a range by an address of it', () => {
    expect(endOf(outside)).toBe('ip:203.0.113.1');
    expect(endOf({ ...outside, name: '10.0.0.0-10.255.255.255' })).toBe(
      'ip:10.0.0.0',
    );
    expect(endOf({ ...outside, name: '192.168.0.0/16' })).toBe(
      'ip:192.168.0.0',
    );
    expect(endOf(peers[0])).toBe(peers[0].id);
  });
});

describe('endName', () => {
  it('is short', () => {
    expect(endName(web.id, peers)).toBe('web');
    expect(endName('ip:192.0.2.7', peers)).toBe('192.0.2.7');
  });
});
