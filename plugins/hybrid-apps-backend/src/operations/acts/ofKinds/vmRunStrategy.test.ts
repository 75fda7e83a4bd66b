import { createStoreFromObjects } from '../../../kinds';
import { PlainObject } from '../../../clusters';
import { aboutOf } from '../offers';
import { vmRunStrategyActs } from './vmRunStrategy';

const [change] = vmRunStrategyActs;
const place = { name: 'db', namespace: 'shop', uid: 'db' };
const vm = (spec: object): PlainObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: place,
  spec,
});
const instance = (phase: string): PlainObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstance',
  metadata: { ...place, uid: 'db-1' },
  status: { phase },
});
function within(objects: readonly PlainObject[]) {
  const store = createStoreFromObjects('onprem', objects);
  const [object] = store.list({ group: 'kubevirt.io', kind: 'VirtualMachine' });
  return { store, object };
}

it('tells what it is, what it may be, and what comes of that', () => {
  const { store, object } = within([vm({ running: true })]);
  const { choices, tells } = aboutOf(change, object, store);
  expect(choices?.runStrategy.map(({ value }) => value)).toEqual([
    'RerunOnFailure',
    'Once',
    'Manual',
    'Halted',
  ]);
  expect(tells).toEqual([
    'It is Always now.',
    'It is off: Always, RerunOnFailure and Once start it.',
  ]);
});

const [off, starting, runs] = [
  [],
  [instance('Scheduling')],
  [instance('Running')],
];

it.each<[string, PlainObject[], string]>([
  ['Halted', runs, 'going'],
  ['Halted', off, 'done'],
  ['Halted', [instance('Succeeded')], 'done'],
  ['Manual', runs, 'done'],
  ['Manual', off, 'done'],
  ['Always', off, 'going'],
  ['Always', starting, 'going'],
  ['Always', runs, 'done'],
  ['Once', runs, 'done'],
  ['Once', [instance('Succeeded')], 'done'],
  ['Once', [instance('Failed')], 'going'],
  ['Always', [instance('Succeeded')], 'going'],
  ['RerunOnFailure', off, 'going'],
])('is %s beside %j: %s', (runStrategy, others, state) => {
  const { store, object } = within([vm({ running: false }), ...others]);
  const [{ progress }] = change.steps(object, { runStrategy }, store);
  expect(progress(store)).toEqual({ state: 'going' });
  expect(progress(within([vm({ runStrategy }), ...others]).store)).toEqual({
    state,
  });
});
