import { ask } from '../__testUtils__/ask';
import { networkPolicy, object, pod } from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const pods = [pod('shop/db'), pod('shop/web', { app: 'web' })];
const fromWeb = [{ podSelector: { matchLabels: { app: 'web' } } }];
const isolated = (rule?: object) =>
  networkPolicy('shop/db', { podSelector: {}, ingress: rule ? [rule] : [] });
const adminDeny = object(
  'policy.networking.k8s.io/v1alpha2',
  'ClusterNetworkPolicy',
  'deny',
  {
    spec: {
      tier: 'Admin',
      priority: 1,
      subject: { namespaces: {} },
      ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
    },
  },
);

describe('traffic that NetworkPolicy does not speak of', () => {
  it.each<[string, Manifest[], string]>([
    ['is uncertain where a policy isolates', [isolated()], 'uncertain'],
    [
      'is allowed where its rules allow every port: holding for it or not',
      [isolated({ from: fromWeb })],
      'allowed',
    ],
    [
      'is uncertain where its rules allow ports',
      [isolated({ from: fromWeb, ports: [{ port: 80 }] })],
      'uncertain',
    ],
    [
      'is denied by a rule of the Admin tier that speaks of all',
      [adminDeny, isolated()],
      'denied',
    ],
  ])('%s', (_, policies, verdict) => {
    expect(ask([...pods, ...policies], 'shop/web', 'shop/db', 'ICMP')).toBe(
      verdict,
    );
  });
});
