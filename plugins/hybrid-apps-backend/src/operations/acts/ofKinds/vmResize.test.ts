import { createStoreFromObjects } from '../../../kinds';
import { PlainObject } from '../../../clusters';
import { aboutOf, inputOf, schemaOf } from '../offers';
import { Progress } from '../types';
import { vmResizeActs } from './vmResize';

const [resize, retype] = vmResizeActs;
const place = { name: 'db', namespace: 'shop', uid: 'db' };

const vm = (spec: object, more: object = {}): PlainObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { ...place, generation: 1 },
  spec: { runStrategy: 'Always', ...spec },
  ...more,
});
const sized = (sockets: number, guest: string, more: object = {}) =>
  vm(
    {
      template: {
        spec: { domain: { cpu: { sockets, cores: 2 }, memory: { guest } } },
      },
    },
    more,
  );
const typed = (instancetype: object) => vm({ instancetype });
const instance = (status: object = {}): PlainObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstance',
  metadata: { ...place, uid: 'db-1' },
  spec: { domain: { cpu: { maxSockets: 8 }, memory: { maxGuest: '16Gi' } } },
  status: {
    phase: 'Running',
    currentCPUTopology: { sockets: 1, cores: 2 },
    memory: { guestCurrent: '2Gi' },
    ...status,
  },
});
const type = (name: string, namespace?: string): PlainObject => ({
  apiVersion: 'instancetype.kubevirt.io/v1beta1',
  kind: `VirtualMachine${namespace ? '' : 'Cluster'}Instancetype`,
  metadata: { name, namespace, uid: `${namespace} ${name}` },
  spec: { cpu: { guest: 2 }, memory: { guest: '8Gi' } },
});

function within(objects: readonly PlainObject[]) {
  const store = createStoreFromObjects('onprem', objects);
  const [object] = store.list({ group: 'kubevirt.io', kind: 'VirtualMachine' });
  return { store, object };
}
const aboutIt = (act: typeof resize, objects: readonly PlainObject[]) => {
  const { store, object } = within(objects);
  return aboutOf(act, object, store);
};

describe('what is told of a new size before', () => {
  it.each<[string, PlainObject[], string]>([
    ['a VM that is off', [], 'It is off, and has its new size as it starts.'],
    [
      'one that can be moved',
      [instance()],
      'It runs. Where KubeVirt updates VMs live (its vmRolloutStrategy), it takes more CPU sockets up to 8 and more memory up to 16Gi by being moved to another node. Less of either, and all else, it has after a restart.',
    ],
    [
      'one that cannot',
      [
        instance({
          conditions: [
            { type: 'LiveMigratable', status: 'False', message: 'not shared' },
          ],
        }),
      ],
      'It runs, and has its new size after a restart, as KubeVirt says that it cannot be moved: not shared.',
    ],
  ])('of %s', (_, others, told) => {
    expect(aboutIt(resize, [sized(1, '2Gi'), ...others])).toEqual({
      now: { sockets: 1, memory: '2Gi' },
      tells: ['Each socket has 2 vCPU.', told],
    });
  });

  it('names the types that there are, with what they give, and not the one that it has', () => {
    const about = aboutIt(retype, [
      typed({ name: 'small' }),
      type('small'),
      type('large'),
      type('small', 'shop'),
      type('theirs', 'bank'),
    ]);
    expect(about.choices).toEqual({
      instancetype: [
        { value: 'shop/small', label: 'shop/small: 2 vCPU, 8 GiB' },
        { value: 'large', label: 'large: 2 vCPU, 8 GiB' },
      ],
    });
    expect(about.tells?.[0]).toBe('It has small: 2 vCPU, 8 GiB now.');
  });

  it('knows a type of the namespace by its plural, too', () => {
    expect(
      aboutIt(retype, [
        typed({ name: 'small', kind: 'virtualmachineinstancetypes' }),
        type('small'),
        type('small', 'shop'),
      ]).choices?.instancetype.map(({ value }) => value),
    ).toEqual(['small']);
  });
});

describe('what can be chosen', () => {
  const { store, object } = within([
    typed({ name: 'small' }),
    type('small'),
    type('large'),
  ]);
  const about = aboutOf(retype, object, store);

  it('is in the schema, by its title', () => {
    expect(schemaOf(retype, about)).toMatchObject({
      properties: {
        instancetype: {
          oneOf: [{ const: 'large', title: 'large: 2 vCPU, 8 GiB' }],
        },
      },
    });
  });

  it('and nothing else is taken', () => {
    expect(inputOf(retype, { instancetype: 'large' }, about)).toEqual({
      instancetype: 'large',
    });
    for (const instancetype of ['small', 'huge']) {
      expect(() => inputOf(retype, { instancetype }, about)).toThrow(
        "takes 'instancetype' as one of large",
      );
    }
  });
});

describe('how far a new size is', () => {
  const RESTART = { type: 'RestartRequired', status: 'True' };
  const bigger = (status: object = {}) =>
    sized(2, '4Gi', {
      metadata: { ...place, generation: 2 },
      status: { desiredGeneration: 2, ...status },
    });

  it.each<[string, PlainObject[], Progress]>([
    ['not written', [sized(1, '2Gi'), instance()], { state: 'going' }],
    [
      'written, and off',
      [bigger()],
      { state: 'done', note: 'It is off, and has it as it starts.' },
    ],
    [
      'not seen yet',
      [bigger({ desiredGeneration: 1, conditions: [RESTART] }), instance()],
      { state: 'going' },
    ],
    [
      'waiting for a restart',
      [bigger({ conditions: [RESTART] }), instance()],
      { state: 'done', note: 'It needs a restart to have it.' },
    ],
    ['on its way', [bigger(), instance()], { state: 'going' }],
    [
      'there with its CPUs alone',
      [bigger(), instance({ currentCPUTopology: { sockets: 2, cores: 2 } })],
      { state: 'going' },
    ],
    [
      'there',
      [
        bigger(),
        instance({
          currentCPUTopology: { sockets: 2, cores: 2 },
          memory: { guestCurrent: '4Gi' },
        }),
      ],
      { state: 'done' },
    ],
  ])('%s', (_, objects, expected) => {
    const { store, object } = within([sized(1, '2Gi'), instance()]);
    const [{ progress }] = resize.steps(
      object,
      { sockets: 2, memory: '4Gi' },
      store,
    );
    expect(progress(within(objects).store)).toEqual(expected);
  });

  it('is refused where it has it', () => {
    const { store, object } = within([sized(1, '2Gi')]);
    expect(() =>
      resize.steps(object, { sockets: 1, memory: '2Gi' }, store),
    ).toThrow('It has that size already.');
  });
});

describe('a VM that tells its size by its resources', () => {
  const asked = (resources: object, cpu?: object) =>
    vm({ template: { spec: { domain: { resources, cpu } } } });

  it.each<[PlainObject, number]>([
    [asked({ requests: { cpu: '4' } }), 4],
    [asked({ requests: { cpu: '500m' }, limits: { cpu: '1500m' } }), 2],
    [asked({ requests: { cpu: '4' } }, { model: 'host-model' }), 4],
    [asked({ requests: { cpu: '4' } }, { cores: 2 }), 1],
    [asked({}), 1],
  ])('has so many sockets now: %j', (object, sockets) => {
    expect(aboutIt(resize, [object]).now?.sockets).toBe(sockets);
  });

  it('is told that its Pod requests as much memory as before', () => {
    const about = aboutIt(resize, [asked({ requests: { memory: '1Gi' } })]);
    expect(about.now?.memory).toBe('1Gi');
    expect(about.tells?.join()).toContain('goes on requesting 1Gi');
    expect(aboutIt(resize, [asked({})]).tells?.join()).not.toContain(
      'requesting',
    );
  });

  it('is changed by its sockets where these become others', () => {
    const { store, object } = within([asked({ requests: { cpu: '4' } })]);
    const patched = (sockets: number) =>
      JSON.stringify(
        resize.steps(object, { sockets, memory: '2Gi' }, store)[0].request,
      );
    expect(patched(2)).toContain('"value":{"sockets":2}');
    expect(patched(4)).not.toContain('sockets');
  });
});
