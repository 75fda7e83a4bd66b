import { answerTo } from '../__testUtils__/ask';
import type { Fact } from '../__testUtils__/ask';
import { WEB } from '../__testUtils__/networkPolicy';
import { networkPolicy, object, pod } from '../__testUtils__/objects';

describe('nodes and pods on the host network', () => {
  const onHost = (node?: string) =>
    pod(
      'shop/agent',
      { app: 'web' },
      { hostNetwork: true, ...(node ? { nodeName: node } : {}) },
      { hostIP: '192.168.0.7', podIP: '192.168.0.7' },
    );
  const target = (node?: string) =>
    pod(
      'shop/target',
      { app: 'target' },
      node ? { nodeName: node } : {},
      node === 'n1' ? { hostIP: '192.168.0.7' } : {},
    );
  const isolate = networkPolicy('shop/target', {
    podSelector: {},
    ingress: [{ from: [{ podSelector: WEB }] }],
    policyTypes: ['Ingress', 'Egress'],
  });

  it.each<Fact>([
    [
      'a hostNetwork pod is not selected',
      [onHost('n1'), isolate],
      '8.8.8.8 -> shop/agent TCP 80 allowed',
    ],
    [
      'its traffic is its node’s: its labels do not count',
      [onHost('n1'), target('n2'), isolate],
      'shop/agent -> shop/target TCP 80 denied',
    ],
    [
      'an ipBlock that holds its node’s address does',
      [
        onHost('n1'),
        target('n2'),
        networkPolicy('shop/t', {
          podSelector: {},
          ingress: [{ from: [{ ipBlock: { cidr: '192.168.0.0/24' } }] }],
        }),
      ],
      'shop/agent -> shop/target TCP 80 allowed',
    ],
    [
      'a node always reaches its own pods',
      [onHost('n1'), target('n1'), isolate],
      'shop/agent -> shop/target TCP 80 allowed',
    ],
    [
      'also when asked by its address',
      [onHost('n1'), target('n1'), isolate],
      '192.168.0.7 -> shop/target TCP 80 allowed',
    ],
    [
      'it is uncertain where the nodes are not known',
      [onHost(), target(), isolate],
      'shop/agent -> shop/target TCP 80 uncertain',
    ],
    [
      'a hostNetwork pod that does not say its address has its node’s',
      [
        pod('shop/agent', {}, { hostNetwork: true, nodeName: 'n1' }),
        object('v1', 'Node', 'n1', {
          status: { addresses: [{ address: '192.168.0.7' }] },
        }),
        target('n2'),
        networkPolicy('shop/t', {
          podSelector: { matchLabels: { app: 'target' } },
          ingress: [{ from: [{ ipBlock: { cidr: '192.168.0.7/32' } }] }],
        }),
      ],
      'shop/agent -> shop/target TCP 80 allowed',
    ],
  ])('%s', (_, objects, answer) => {
    expect(answerTo(answer, objects)).toBe(answer);
  });
});
