import { VM, WEB, world } from '../__testUtils__/judged';
import { inventory, mongodbVm } from '../__testUtils__/inventory';
import { drawOn } from '../__testUtils__/drawn';
import { inventorySystem } from '../__testUtils__/inventory';
import { objectDetails } from './objectDetails';

describe('the events of an object', () => {
  const CREATED = '2026-01-01T00:00:00Z';
  const lastSeen = (times: object) => {
    const { store, app } = world([
      ...inventory,
      {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: {
          name: 'e',
          namespace: 'inventory',
          creationTimestamp: CREATED,
        },
        involvedObject: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          namespace: 'inventory',
          name: 'web',
          uid: 'web',
        },
        reason: 'Scaled',
        ...times,
      },
    ]);
    const topology = {
      ...drawOn([store], { entity: inventorySystem, parts: [] }),
      revision: '',
    };
    const drawn = { objects: app.members, topology };
    return objectDetails(
      { stores: [store], readsClusters: true },
      drawn,
      WEB,
    )?.events.map(event => event.lastSeen);
  };

  it.each([
    [{}, CREATED],
    [{ lastTimestamp: '2026-01-02T00:00:00Z' }, '2026-01-02T00:00:00Z'],
    [
      {
        lastTimestamp: '2026-01-02T00:00:00Z',
        series: { lastObservedTime: '2026-01-03T00:00:00.5Z' },
      },
      '2026-01-03T00:00:00.5Z',
    ],
    // Nothing holds an event's times to a form.
    [{ lastTimestamp: '2026-13-99T00:00:00Z' }, CREATED],
    [
      { lastTimestamp: 'soon', eventTime: '2026-01-04T00:00:00Z' },
      '2026-01-04T00:00:00Z',
    ],
    [
      { lastTimestamp: '', metadata: { name: 'e', namespace: 'inventory' } },
      undefined,
    ],
  ])('of %j were seen last at %s', (times, seen) => {
    expect(lastSeen(times)).toEqual([seen && new Date(seen).toISOString()]);
  });
});

describe('the events of a VM', () => {
  const event = (kind: string, name: string, lastTimestamp: string) => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${kind}-${name}`, namespace: 'inventory' },
    involvedObject: {
      apiVersion: kind === 'Pod' ? 'v1' : 'cdi.kubevirt.io/v1beta1',
      kind,
      namespace: 'inventory',
      name,
    },
    type: 'Warning',
    reason: 'Ails',
    lastTimestamp,
  });
  const launcher = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'virt-launcher-mongodb-vm-1',
      namespace: 'inventory',
      uid: 'launcher',
      labels: { 'vm.kubevirt.io/name': 'mongodb-vm' },
      ownerReferences: [
        {
          apiVersion: 'kubevirt.io/v1',
          kind: 'VirtualMachineInstance',
          name: 'mongodb-vm',
          uid: 'vmi',
          controller: true,
        },
      ],
    },
  };
  const instance = {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    metadata: {
      name: 'mongodb-vm',
      namespace: 'inventory',
      uid: 'vmi',
      ownerReferences: [
        {
          apiVersion: 'kubevirt.io/v1',
          kind: 'VirtualMachine',
          name: 'mongodb-vm',
          uid: 'vm',
          controller: true,
        },
      ],
    },
  };

  it('are those of its Pod and of its disks as well, by time', () => {
    const { store, app } = world([
      ...inventory.filter(one => one !== mongodbVm),
      { ...mongodbVm, metadata: { ...mongodbVm.metadata, uid: 'vm' } },
      instance,
      launcher,
      event('Pod', launcher.metadata.name, '2026-01-02T00:00:00Z'),
      event('DataVolume', 'mongodb-data', '2026-01-03T00:00:00Z'),
    ]);
    const topology = {
      ...drawOn([store], { entity: inventorySystem, parts: [] }),
      revision: '',
    };
    const told = objectDetails(
      { stores: [store], readsClusters: true },
      { objects: app.members, topology },
      VM,
    )?.events.map(({ object }) => object?.kind);
    expect(told).toEqual(['DataVolume', 'Pod']);
  });
});
