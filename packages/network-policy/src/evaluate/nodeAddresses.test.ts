import { answerTo } from '../__testUtils__/ask';
import type { Fact } from '../__testUtils__/ask';
import {
  networkPolicy,
  object,
  pod,
  virtualMachine,
} from '../__testUtils__/objects';

const node = object('v1', 'Node', 'n1', {
  status: { addresses: [{ type: 'InternalIP', address: '192.168.0.1' }] },
});
const closed = networkPolicy('shop/closed', { podSelector: {} });
const vm = virtualMachine('shop/vm', {});

describe('an address of a node', () => {
  it.each<Fact>([
    [
      'always reaches the pods of that node',
      [node, closed, pod('shop/db', {}, { nodeName: 'n1' })],
      '192.168.0.1 -> shop/db TCP 80 allowed',
    ],
    [
      'and no others',
      [node, closed, pod('shop/db', {}, { nodeName: 'n2' })],
      '192.168.0.1 -> shop/db TCP 80 denied',
    ],
    [
      'may be that of the node that a stopped VM will be on, as pods on that node may',
      [node, closed, vm],
      '192.168.0.1 -> shop/vm TCP 80 uncertain',
    ],
    [
      'which are asked about alike',
      [
        closed,
        vm,
        pod(
          'shop/host',
          {},
          { hostNetwork: true, nodeName: 'n1' },
          { hostIP: '192.168.0.1' },
        ),
      ],
      'shop/host -> shop/vm TCP 80 uncertain',
    ],
    [
      'as one on its network tells, whose address is its own',
      [
        closed,
        pod('shop/db', {}, { nodeName: 'n1' }),
        pod(
          'shop/host',
          {},
          { hostNetwork: true, nodeName: 'n1' },
          { podIP: '192.168.0.1' },
        ),
      ],
      '192.168.0.1 -> shop/db TCP 80 allowed',
    ],
    [
      'and an address of no node is not',
      [node, closed, vm],
      '192.168.0.2 -> shop/vm TCP 80 denied',
    ],
  ])('%s', (_, objects, answer) => {
    expect(answerTo(answer, objects)).toBe(answer);
  });
});
