import { PlainObject } from '../../../clusters';
import { createStoreFromObjects } from '../../../kinds';
import { claimActs } from './claims';

const [grow] = claimActs;

const claim = (capacity: string, ...conditions: object[]): PlainObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { namespace: 'shop', name: 'data', uid: 'data' },
  spec: { resources: { requests: { storage: capacity } } },
  status: { phase: 'Bound', capacity: { storage: capacity }, conditions },
});
const pod = (phase: string): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'shop', name: 'db', uid: 'db' },
  spec: {
    containers: [],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
  },
  status: { phase },
});
const error = (minute: number) => ({
  type: 'ControllerResizeError',
  status: 'True',
  message: 'No space is left in the pool.',
  lastTransitionTime: `2026-01-01T12:0${minute}:00Z`,
});
const PENDING = { type: 'FileSystemResizePending', status: 'True' };

function progressOf(before: PlainObject, ...now: PlainObject[]) {
  const store = createStoreFromObjects('onprem', [before]);
  const [object] = store.list({ group: '', kind: 'PersistentVolumeClaim' });
  const [{ progress }] = grow.steps(object, { size: '2Gi' }, store);
  return progress(createStoreFromObjects('onprem', now));
}

it('is done once it has the room, and failed where the storage has none', () => {
  const before = claim('1Gi');
  expect(progressOf(before, before)).toEqual({ state: 'going' });
  expect(progressOf(before, claim('2Gi'))).toEqual({ state: 'done' });
  expect(progressOf(before, claim('1Gi', error(1)))).toEqual({
    state: 'failed',
    why: 'No space is left in the pool.',
  });
});

it('does not take the failure of an attempt before for its own', () => {
  const before = claim('1Gi', error(1));
  expect(progressOf(before, before)).toEqual({ state: 'going' });
  expect(progressOf(before, claim('1Gi', error(2)))).toMatchObject({
    state: 'failed',
  });
  expect(progressOf(before, claim('2Gi', error(1)))).toEqual({ state: 'done' });
});

it('waits for the file system while a Pod has it, and else for nobody', () => {
  const before = claim('1Gi');
  const pending = claim('1Gi', PENDING);
  const unmounted = {
    state: 'done',
    note: 'Its volume is larger; its file system grows as a Pod mounts it.',
  };
  expect(progressOf(before, pending, pod('Running'))).toEqual({
    state: 'going',
  });
  expect(progressOf(before, pending)).toEqual(unmounted);
  expect(progressOf(before, pending, pod('Succeeded'))).toEqual(unmounted);
});
