import { createPolicyModel } from '../index';
import { answerTo, evaluateOne } from '../__testUtils__/ask';
import type { Fact } from '../__testUtils__/ask';
import {
  networkPolicy,
  object,
  pod,
  service,
  virtualMachine,
  withPorts,
} from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const LABELS = { 'kubevirt.io/domain': 'mongodb-vm' };
const web = pod('shop/web', { app: 'web' });

/** A VM with one interface on the pod network, bound so. */
const vmWith = (binding: object) =>
  virtualMachine('shop/mongodb-vm', LABELS, [
    {
      name: 'default',
      ...binding,
      ports: [
        { name: 'mongo', port: 27017 },
        { name: 'dns', port: 53, protocol: 'UDP' },
      ],
    },
  ]);
const vm = vmWith({ masquerade: {} });

const vmi = object(
  'kubevirt.io/v1',
  'VirtualMachineInstance',
  'mongodb-vm',
  {
    spec: {
      domain: {
        devices: {
          interfaces: [
            {
              name: 'default',
              masquerade: {},
              ports: [{ name: 'mongo', port: 27017 }],
            },
          ],
        },
      },
      networks: [{ name: 'default', pod: {} }],
    },
  },
  {
    namespace: 'shop',
    uid: 'a-b',
    labels: LABELS,
    ownerReferences: [
      { kind: 'VirtualMachine', name: 'mongodb-vm', controller: true },
    ],
  },
);

/** A launcher pod as KubeVirt 1.9 makes it. */
const launcher = (suffix: string, podIP: string, phase = 'Running') =>
  pod(
    `shop/virt-launcher-mongodb-vm-${suffix}`,
    {
      ...LABELS,
      'kubevirt.io': 'virt-launcher',
      'kubevirt.io/created-by': 'a-b',
      'vm.kubevirt.io/name': 'mongodb-vm',
      'vmi.kubevirt.io/id': 'mongodb-vm',
    },
    withPorts({ name: 'mongo', containerPort: 27017 }),
    { phase, podIP },
    {
      ownerReferences: [
        {
          kind: 'VirtualMachineInstance',
          name: 'mongodb-vm',
          controller: true,
        },
      ],
    },
  );

const STATES: [string, Manifest[]][] = [
  ['stopped', [vm]],
  ['starting', [vm, vmi]],
  ['running', [vm, vmi, launcher('a', '10.0.0.1')]],
  [
    'migrating',
    [vm, vmi, launcher('a', '10.0.0.1'), launcher('b', '10.0.0.2')],
  ],
];

const forVm = (podSelector: object, port: string | number = 'mongo') =>
  networkPolicy('shop/vm', { podSelector, ingress: [{ ports: [{ port }] }] });

describe.each(STATES)('a virtual machine that is %s', (_, state) => {
  it('is one peer', () => {
    const { workloads } = createPolicyModel(state);
    expect(workloads).toMatchObject([
      { name: 'mongodb-vm', kind: 'VirtualMachine' },
    ]);
  });

  it.each<[string, Record<string, string>]>([
    ['its template', LABELS],
    ['virt-controller: what it is', { 'kubevirt.io': 'virt-launcher' }],
    ['virt-controller: its host name', { 'vm.kubevirt.io/name': 'mongodb-vm' }],
    ['virt-controller: its id', { 'vmi.kubevirt.io/id': 'mongodb-vm' }],
  ])('is selected by labels of %s', (__, matchLabels) => {
    const policy = forVm({ matchLabels });
    for (const answer of [
      'shop/web -> shop/mongodb-vm TCP 27017 allowed',
      'shop/web -> shop/mongodb-vm TCP 22 denied',
    ]) {
      expect(answerTo(answer, [...state, web, policy])).toBe(answer);
    }
  });

  // Which one it is depends on virtctl's version.
  it.each<[string, Record<string, string>]>([
    ['the id', { 'vmi.kubevirt.io/id': 'mongodb-vm' }],
    ['the name', { 'vm.kubevirt.io/name': 'mongodb-vm' }],
    ['the template’s labels', LABELS],
  ])('is behind a Service of `virtctl expose` by %s', (__, selector) => {
    const exposed = service('shop/mongo', {
      clusterIP: '10.96.0.1',
      selector,
      ports: [{ port: 80, targetPort: 27017 }],
    });
    const policy = forVm({ matchLabels: LABELS }, 27017);
    const answer = evaluateOne(
      [...state, web, exposed, policy],
      'shop/web',
      '10.96.0.1',
    );
    expect(answer.verdict).toBe('allowed');
    expect(answer.destination).toMatchObject({ name: 'mongodb-vm' });
    expect(answer.service?.backends.map(each => each.port)).toEqual(
      state.filter(each => each.kind === 'Pod').length > 1
        ? [27017, 27017]
        : [27017],
    );
  });
});

describe('virtual machines', () => {
  it.each<Fact>([
    [
      'the pod’s address is the VM’s with masquerade',
      [vm, launcher('a', '10.0.0.1'), forVm({ matchLabels: LABELS })],
      'shop/web -> 10.0.0.1 TCP 22 denied',
    ],
    [
      'the pod’s address is the VM’s with bridge',
      [
        vmWith({ bridge: {} }),
        launcher('a', '10.0.0.1'),
        forVm({ matchLabels: LABELS }),
      ],
      'shop/web -> 10.0.0.1 TCP 22 denied',
    ],
    [
      'a migration’s target is covered as its source is',
      [
        vm,
        launcher('a', '10.0.0.1'),
        launcher('b', '10.0.0.2'),
        forVm({ matchLabels: LABELS }),
      ],
      'shop/web -> 10.0.0.2 TCP 22 denied',
    ],
    [
      'it is uncertain while a migration’s pods differ',
      [
        vm,
        launcher('a', '10.0.0.1'),
        pod(
          'shop/virt-launcher-mongodb-vm-b',
          { 'kubevirt.io/domain': 'mongodb-vm', tier: 'new' },
          {},
          {},
          {
            ownerReferences: [
              {
                kind: 'VirtualMachineInstance',
                name: 'mongodb-vm',
                controller: true,
              },
            ],
          },
        ),
        networkPolicy('shop/new', {
          podSelector: { matchLabels: { tier: 'new' } },
        }),
      ],
      'shop/web -> shop/mongodb-vm TCP 22 uncertain',
    ],
    [
      'a launcher pod that a migration left behind does not count',
      [
        vm,
        launcher('a', '10.0.0.1', 'Succeeded'),
        launcher('b', '10.0.0.2'),
        forVm({ matchLabels: LABELS }),
      ],
      'shop/web -> 10.0.0.1 TCP 22 allowed',
    ],
    [
      'a VM runs under the service account that it mounts',
      [
        object(
          'kubevirt.io/v1',
          'VirtualMachine',
          'mongodb-vm',
          {
            spec: {
              template: {
                spec: {
                  volumes: [
                    { serviceAccount: { serviceAccountName: 'robot' } },
                  ],
                },
              },
            },
          },
          { namespace: 'shop' },
        ),
        object(
          'projectcalico.org/v3',
          'NetworkPolicy',
          'robots',
          {
            spec: {
              serviceAccountSelector: "projectcalico.org/name == 'robot'",
              ingress: [{ action: 'Deny' }],
            },
          },
          { namespace: 'shop' },
        ),
      ],
      'shop/web -> shop/mongodb-vm TCP 22 denied',
    ],
    [
      'interface ports have a protocol: a name for UDP is none for TCP',
      [vm, forVm({ matchLabels: LABELS }, 'dns')],
      'shop/web -> shop/mongodb-vm TCP 53 denied',
    ],
    [
      'and one for UDP',
      [
        vm,
        networkPolicy('shop/vm', {
          podSelector: { matchLabels: LABELS },
          ingress: [{ ports: [{ port: 'dns', protocol: 'UDP' }] }],
        }),
      ],
      'shop/web -> shop/mongodb-vm UDP 53 allowed',
    ],
  ])('%s', (_, objects, answer) => {
    expect(answerTo(answer, [web, ...objects])).toBe(answer);
  });

  const selects = (machine: Manifest, matchLabels: Record<string, string>) =>
    createPolicyModel([machine, forVm({ matchLabels })]).posture({
      namespace: 'shop',
      name: String((machine.metadata as { name: string }).name),
    }).ingress.posture === 'isolated';

  const named = (name: string, metadata: object = {}, spec: object = {}) =>
    object(
      'kubevirt.io/v1',
      'VirtualMachine',
      name,
      { spec: { template: { metadata, spec } } },
      { namespace: 'shop' },
    );

  it.each<[string, Manifest, Record<string, string>, boolean]>([
    [
      'spec.hostname is the host name',
      named('db', {}, { hostname: 'mongo' }),
      { 'vm.kubevirt.io/name': 'mongo' },
      true,
    ],
    [
      'a name with dots gives its first part',
      named('db.example.org'),
      { 'vm.kubevirt.io/name': 'db' },
      true,
    ],
    [
      'a long name is cut to 63 characters',
      named('a'.repeat(70)),
      { 'vm.kubevirt.io/name': 'a'.repeat(63) },
      true,
    ],
    [
      'whose id has a hash in it, and is not known',
      named('a'.repeat(70)),
      { 'vmi.kubevirt.io/id': 'a'.repeat(63) },
      false,
    ],
    [
      'Istio’s annotation becomes a label',
      named('db', { annotations: { 'sidecar.istio.io/inject': 'true' } }),
      { 'sidecar.istio.io/inject': 'true' },
      true,
    ],
    [
      'the VMI’s uid is one, once it is known',
      vmi,
      { 'kubevirt.io/created-by': 'a-b' },
      true,
    ],
    [
      'other annotations do not',
      named('db', { annotations: { team: 'a' } }),
      { team: 'a' },
      false,
    ],
  ])('labels: %s', (_, machine, labels, isSelected) => {
    expect(selects(machine, labels)).toBe(isSelected);
  });
});
