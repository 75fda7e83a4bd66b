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

  it('tell of pods that an ipBlock may mean them, depending on the plugin', () => {
    const policy = networkPolicy('shop/np', {
      podSelector: {},
      ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
    });
    const objects = [web, pod('shop/db', { app: 'db' }), policy];
    const notes = (source: string, options = {}) =>
      evaluateOne(objects, source, 'shop/db', 'TCP 80', options).notes;
    expect(notes('shop/web')).toEqual([
      expect.stringContaining('option ipBlockMatchesPods'),
    ]);
    expect(notes('192.0.2.1')).toEqual([]);
    expect(notes('shop/web', { ipBlockMatchesPods: true })).toEqual([]);
  });
});
