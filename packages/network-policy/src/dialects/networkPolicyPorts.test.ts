import { answerTo } from '../__testUtils__/ask';
import type { Fact } from '../__testUtils__/ask';
import { DB, SHOP, egress, ingress } from '../__testUtils__/networkPolicy';
import { pod, withPorts } from '../__testUtils__/objects';

/** A db pod whose init container has a port. */
const withInit = (restartPolicy: string) =>
  pod(
    'shop/init',
    { app: 'db' },
    {
      initContainers: [
        {
          name: 'init',
          restartPolicy,
          ports: [{ name: 'proxy', containerPort: 15000 }],
        },
      ],
    },
  );

describe('NetworkPolicy: which ports', () => {
  it.each<Fact>([
    [
      'the protocol defaults to TCP',
      [ingress({ ports: [{ port: 80 }] })],
      'shop/web -> shop/db UDP 80 denied',
    ],
    [
      'no port is all ports of that protocol',
      [ingress({ ports: [{ protocol: 'UDP' }] })],
      'shop/web -> shop/db UDP 65535 allowed',
    ],
    [
      'no port is no port of another protocol',
      [ingress({ ports: [{ protocol: 'UDP' }] })],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'endPort is a range with both ends',
      [ingress({ ports: [{ port: 80, endPort: 90 }] })],
      'shop/web -> shop/db TCP 90 allowed',
    ],
    [
      'endPort is a range and no more',
      [ingress({ ports: [{ port: 80, endPort: 90 }] })],
      'shop/web -> shop/db TCP 91 denied',
    ],
    [
      'a named port resolves per destination pod',
      [ingress({ ports: [{ port: 'sql' }] })],
      'shop/web -> shop/db TCP 5432 allowed',
    ],
    [
      'the same rule means another number on another pod',
      [ingress({ ports: [{ port: 'sql' }] })],
      'shop/web -> shop/db-2 TCP 5432 denied',
    ],
    [
      'a named port resolves per protocol',
      [ingress({ ports: [{ port: 'sql', protocol: 'UDP' }] })],
      'shop/web -> shop/db TCP 5432 denied',
    ],
    [
      'a sidecar’s port has a name too',
      [ingress({ ports: [{ port: 'proxy' }] }), withInit('Always')],
      'shop/web -> shop/init TCP 15000 allowed',
    ],
    [
      'an init container’s has none, as it is gone',
      [ingress({ ports: [{ port: 'proxy' }] }), withInit('Never')],
      'shop/web -> shop/init TCP 15000 denied',
    ],
    [
      'a named port in egress resolves at the destination',
      [egress({ to: [{ podSelector: DB }], ports: [{ port: 'sql' }] })],
      'shop/web -> shop/db-2 TCP 5433 allowed',
    ],
    [
      'a named port is none of a pod on the host network',
      [
        egress({ ports: [{ port: 'agent' }] }),
        pod(
          'shop/agent',
          {},
          {
            ...withPorts({ name: 'agent', containerPort: 9100 }),
            hostNetwork: true,
          },
        ),
      ],
      'shop/web -> shop/agent TCP 9100 denied',
    ],
    [
      'a named port with an ipBlock as the source is one of the pod',
      [
        ingress({
          from: [{ ipBlock: { cidr: '0.0.0.0/0' } }],
          ports: [{ port: 'sql' }],
        }),
      ],
      '8.8.8.8 -> shop/db TCP 5432 allowed',
    ],
    [
      'a named port on an ipBlock matches nothing',
      [
        egress({
          to: [{ ipBlock: { cidr: '0.0.0.0/0' } }],
          ports: [{ port: 'sql' }],
        }),
      ],
      'shop/web -> 8.8.8.8 TCP 5432 denied',
    ],
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });
});
