import { evaluateOne } from '../__testUtils__/ask';
import { object, pod } from '../__testUtils__/objects';
import type { Verdict } from './types';

const web = pod('shop/web');

/** What a rule of Calico's that denies some addresses makes of a connection to a pod. */
function verdictUnder(
  destination: object,
  db: Record<string, unknown> = pod('shop/db'),
): Verdict {
  const policy = object('projectcalico.org/v3', 'GlobalNetworkPolicy', 'np', {
    spec: {
      types: ['Egress'],
      egress: [{ action: 'Deny', destination }, { action: 'Allow' }],
    },
  });
  return evaluateOne([web, db, policy], 'shop/web', 'shop/db').verdict;
}

describe('a pod that has no address yet', () => {
  it.each<[string, object, Verdict]>([
    ['the metadata service', { nets: ['169.254.169.254/32'] }, 'allowed'],
    ['an address of the internet', { nets: ['8.8.8.8/32'] }, 'allowed'],
    ['IPv6', { nets: ['fd00::/8'] }, 'allowed'],
    ['some private addresses', { nets: ['10.20.0.0/16'] }, 'uncertain'],
    ['carrier-grade NAT', { nets: ['100.64.0.0/10'] }, 'uncertain'],
    ['everything', { nets: ['0.0.0.0/0'] }, 'denied'],
    ['everything, in halves', { nets: ['0.0.0.0/1', '128.0.0.0/1'] }, 'denied'],
    [
      'all but the metadata service',
      { nets: ['0.0.0.0/0'], notNets: ['169.254.169.254/32'] },
      'denied',
    ],
    [
      'all but some private addresses',
      { nets: ['0.0.0.0/0'], notNets: ['10.0.0.0/8'] },
      'uncertain',
    ],
  ])('is %s or not', (_, destination, verdict) => {
    expect(verdictUnder(destination)).toBe(verdict);
  });

  it('may have any on the network of a node that is not known', () => {
    const onHost = pod('shop/db', {}, { hostNetwork: true });
    expect(verdictUnder({ nets: ['8.8.8.8/32'] }, onHost)).toBe('uncertain');
    expect(verdictUnder({ nets: ['0.0.0.0/0'] }, onHost)).toBe('denied');
  });
});
