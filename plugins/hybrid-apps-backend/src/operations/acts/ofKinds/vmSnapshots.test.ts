import { PlainObject } from '../../../clusters';
import { createStoreFromObjects } from '../../../kinds';
import { at } from '../../../objects';
import { aboutOf } from '../offers';
import { vmSnapshotActs } from './vmSnapshots';

const actOf = (id: string) => vmSnapshotActs.find(act => act.id === id)!;

const VM: PlainObject = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { namespace: 'shop', name: 'db', uid: 'db' },
  spec: {
    runStrategy: 'Halted',
    template: {
      spec: {
        volumes: [
          { name: 'root', dataVolume: { name: 'db-root' } },
          { name: 'data', persistentVolumeClaim: { claimName: 'db-data' } },
          { name: 'init', cloudInitNoCloud: { userData: '' } },
        ],
      },
    },
  },
};
const snapshot = (name: string, ...excludedVolumes: string[]): PlainObject => ({
  apiVersion: 'snapshot.kubevirt.io/v1beta1',
  kind: 'VirtualMachineSnapshot',
  metadata: { namespace: 'shop', name, uid: name },
  spec: {
    source: { apiGroup: 'kubevirt.io', kind: 'VirtualMachine', name: 'db' },
  },
  status: {
    phase: 'Succeeded',
    readyToUse: true,
    creationTime: '2026-01-01T12:00:00Z',
    snapshotVolumes: { excludedVolumes },
  },
});
function within(...objects: PlainObject[]) {
  const store = createStoreFromObjects('onprem', [VM, ...objects]);
  const [object] = store.list({ group: 'kubevirt.io', kind: 'VirtualMachine' });
  return { store, object };
}

it.each<[string[], object]>([
  [['init'], { state: 'done' }],
  [
    ['data', 'init'],
    {
      state: 'done',
      note: "It is without 'data', whose storage takes none.",
    },
  ],
])('a snapshot without %j is %j', (excluded, expected) => {
  const { store, object } = within();
  const [{ request, progress }] = actOf('vm-snapshot').steps(
    object,
    undefined,
    store,
  );
  expect(progress(store)).toEqual({ state: 'going' });
  const name = String(at(request, 'body', 'metadata', 'name'));
  expect(progress(within(snapshot(name, ...excluded)).store)).toEqual(expected);
});

it('tells which disks a snapshot would not bring back', () => {
  const { store, object } = within(snapshot('before', 'data', 'init'));
  for (const id of ['vm-restore', 'vm-snapshot-delete']) {
    expect(aboutOf(actOf(id), object, store).choices).toEqual({
      snapshot: [
        {
          value: 'before',
          label: "before, of 2026-01-01 12:00:00 UTC, without 'data'",
        },
      ],
    });
  }
});
