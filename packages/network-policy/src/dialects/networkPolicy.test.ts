import { answerTo, ask } from '../__testUtils__/ask';
import type { Fact } from '../__testUtils__/ask';
import { DB, SHOP, WEB, egress, ingress } from '../__testUtils__/networkPolicy';
import { networkPolicy } from '../__testUtils__/objects';

describe('NetworkPolicy: who is isolated', () => {
  it.each<Fact>([
    [
      'a pod that no policy selects is open',
      [],
      'other/web -> shop/db TCP 1 allowed',
    ],
    [
      'a pod that a policy selects is isolated',
      [ingress()],
      'shop/web -> shop/db TCP 1 denied',
    ],
    [
      'replies are implied: only the ingress of the destination counts',
      [ingress()],
      'shop/db -> shop/web TCP 1 allowed',
    ],
    [
      'policies add up',
      [
        ingress(),
        networkPolicy('shop/more', {
          podSelector: {},
          ingress: [{ from: [{ podSelector: WEB }] }],
        }),
      ],
      'shop/web -> shop/db TCP 1 allowed',
    ],
    [
      'egress at the source is needed too',
      [
        ingress({}),
        networkPolicy('shop/web', {
          podSelector: WEB,
          policyTypes: ['Egress'],
        }),
      ],
      'shop/web -> shop/db TCP 1 denied',
    ],
    [
      'an empty rule means anyone',
      [ingress({})],
      '8.8.8.8 -> shop/db UDP 9 allowed',
    ],
    [
      'missing from means anyone',
      [ingress({ ports: [{ port: 80 }] })],
      '8.8.8.8 -> shop/db TCP 80 allowed',
    ],
    [
      'empty from means anyone',
      [ingress({ from: [], ports: [] })],
      '2001:db8::1 -> shop/db SCTP 80 allowed',
    ],
    [
      'missing to means anyone',
      [egress({ ports: [{ port: 80 }] })],
      'shop/web -> 8.8.8.8 TCP 80 allowed',
    ],
    [
      'empty to and ports mean anyone on every port',
      [egress({ to: [], ports: [] })],
      'shop/web -> 2001:db8::1 SCTP 7 allowed',
    ],
    [
      'missing ports mean every port of every protocol',
      [ingress({ from: [{ podSelector: WEB }] })],
      'shop/web -> shop/db SCTP 7 allowed',
    ],
    [
      'ingress: [] means none',
      [ingress()],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'egress: [] means none where policyTypes have Egress',
      [
        networkPolicy('shop/web', {
          podSelector: WEB,
          policyTypes: ['Egress'],
          egress: [],
        }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'policyTypes of Egress alone leave ingress open',
      [
        networkPolicy('shop/web', {
          podSelector: WEB,
          policyTypes: ['Egress'],
        }),
      ],
      'shop/db -> shop/web TCP 80 allowed',
    ],
    [
      'policyTypes default to Ingress without egress rules',
      [networkPolicy('shop/web', { podSelector: WEB })],
      'shop/db -> shop/web TCP 80 denied',
    ],
    [
      'and to no Egress then',
      [networkPolicy('shop/web', { podSelector: WEB })],
      'shop/web -> other/web TCP 80 allowed',
    ],
    [
      'policyTypes default to Egress too with egress rules',
      [egress({ to: [{ podSelector: DB }] })],
      'shop/web -> other/web TCP 80 denied',
    ],
    [
      'and to Ingress all the same',
      [egress({ to: [{ podSelector: DB }] })],
      'shop/db -> shop/web TCP 80 denied',
    ],
    [
      'egress: [] with no policyTypes isolates no egress',
      [egress()],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a pod always reaches itself',
      [ingress()],
      'shop/db -> shop/db TCP 80 allowed',
    ],
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });

  it('is uncertain for ICMP where a policy isolates, since NetworkPolicy does not speak of it', () => {
    expect(ask([...SHOP, ingress()], 'shop/web', 'shop/db', 'ICMP')).toBe(
      'uncertain',
    );
    expect(ask([...SHOP], 'shop/web', 'shop/db', 'ICMP')).toBe('allowed');
  });
});
