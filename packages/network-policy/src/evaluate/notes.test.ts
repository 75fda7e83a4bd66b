import { evaluateOne } from '../__testUtils__/ask';
import {
  networkPolicy,
  object,
  pod,
  virtualMachine,
} from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const web = pod('shop/web', { app: 'web' });
const vlan = { name: 'vlan', multus: { networkName: 'vlan-10' } };

/** A VM without networks in its template, which says this of its devices. */
const vmWith = (devices: object) =>
  object(
    'kubevirt.io/v1',
    'VirtualMachine',
    'db',
    { spec: { template: { spec: { domain: { devices } } } } },
    { namespace: 'shop' },
  );

/** The launcher pod of a running VM, which says nothing of the VM's networks. */
const launcher = pod(
  'shop/virt-launcher-db-x',
  { app: 'db' },
  {},
  {},
  {
    ownerReferences: [
      {
        apiVersion: 'kubevirt.io/v1',
        kind: 'VirtualMachineInstance',
        name: 'db',
        controller: true,
      },
    ],
  },
);

const ELSEWHERE =
  'shop/db[VirtualMachine] has no interface on the pod network: the verdict is about its virt-launcher pod, and nothing reaches the VM that way';

describe('notes of a verdict', () => {
  it.each<[string, Manifest[], string[]]>([
    ['a VM is on the pod network', [virtualMachine('shop/db', {})], []],
    ['also by default', [vmWith({})], []],
    [
      'unless it declines',
      [vmWith({ autoattachPodInterface: false })],
      [ELSEWHERE],
    ],
    [
      'or has another network alone',
      [virtualMachine('shop/db', {}, [{ name: 'vlan', bridge: {} }], [vlan])],
      [ELSEWHERE],
    ],
    [
      'which is told of a running VM too',
      [
        virtualMachine('shop/db', {}, [{ name: 'vlan', bridge: {} }], [vlan]),
        object(
          'kubevirt.io/v1',
          'VirtualMachineInstance',
          'db',
          { spec: { networks: [vlan] } },
          {
            namespace: 'shop',
            ownerReferences: [
              { kind: 'VirtualMachine', name: 'db', controller: true },
            ],
          },
        ),
        launcher,
      ],
      [ELSEWHERE],
    ],
  ])('%s', (_, objects, notes) => {
    expect(evaluateOne([web, ...objects], 'shop/web', 'shop/db').notes).toEqual(
      notes,
    );
  });

  const db = pod('shop/db', { app: 'db' });
  const ingressOf = (from: object[], ports?: object[]) =>
    networkPolicy('shop/np', { podSelector: {}, ingress: [{ from, ports }] });
  const block = { ipBlock: { cidr: '10.0.0.0/8' } };
  const admin = object(
    'policy.networking.k8s.io/v1alpha1',
    'AdminNetworkPolicy',
    'admin',
    {
      spec: {
        priority: 1,
        subject: { namespaces: {} },
        egress: [{ action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }] }],
      },
    },
  );

  it.each<[string, Manifest[], string, boolean]>([
    ['it would let the pod in', [ingressOf([block])], 'shop/web', true],
    [
      'one from outside is asked about',
      [ingressOf([block])],
      '192.0.2.1',
      false,
    ],
    [
      'the pod has another address',
      [
        ingressOf([block]),
        pod('shop/far', {}, {}, { podIPs: [{ ip: '192.168.0.7' }] }),
      ],
      'shop/far',
      false,
    ],
    [
      'the ipBlock has other ports',
      [ingressOf([block], [{ port: 443 }])],
      'shop/web',
      false,
    ],
    [
      'another peer lets the pod in',
      [ingressOf([block, { podSelector: {} }])],
      'shop/web',
      false,
    ],
    [
      'it is the ipBlock of a policy for others',
      [
        networkPolicy('shop/np', { podSelector: {}, ingress: [] }),
        networkPolicy('shop/others', {
          podSelector: { matchLabels: { app: 'other' } },
          ingress: [{ from: [block] }],
        }),
      ],
      'shop/web',
      false,
    ],
    [
      'networks deny it, which always mean pods too',
      [admin],
      'shop/web',
      false,
    ],
  ])(
    'say what an ipBlock is taken to mean where the verdict hangs on it: %s',
    (_, objects, source, isTold) => {
      const { notes } = evaluateOne([web, db, ...objects], source, 'shop/db');
      expect(notes).toHaveLength(isTold ? 1 : 0);
      expect(notes.join()).toMatch(isTold ? /option ipBlockMatchesPods/ : /^$/);
    },
  );

  it('tell nothing of ipBlocks where the option says that they mean pods', () => {
    const objects = [web, db, ingressOf([block])];
    const { verdict, notes } = evaluateOne(
      objects,
      'shop/web',
      'shop/db',
      'TCP 80',
      { ipBlockMatchesPods: true },
    );
    expect([verdict, notes]).toEqual(['uncertain', []]);
  });
});
