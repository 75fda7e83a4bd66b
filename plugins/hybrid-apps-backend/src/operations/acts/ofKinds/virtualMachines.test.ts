import { PlainObject } from '../../../clusters';
import { createStoreFromObjects } from '../../../kinds';
import { instance, migration, place, vm } from '../__testUtils__/offered';
import { virtualMachineActs } from './virtualMachines';

const actOf = (id: string) => virtualMachineActs.find(act => act.id === id)!;
function within(objects: readonly PlainObject[]) {
  const store = createStoreFromObjects('onprem', objects);
  const [object] = store.list({ group: 'kubevirt.io', kind: 'VirtualMachine' });
  return { store, object };
}

describe('vm-migrate', () => {
  const moved = (name: string, phase: string, failureReason?: string) => ({
    ...migration(phase),
    metadata: place(name),
    status: { phase, migrationState: { failureReason } },
  });

  it('fails where no node takes it, of which its instance is never told', () => {
    const earlier = moved('earlier', 'Failed', 'of long ago');
    const before = [vm(), instance('Running'), earlier];
    const { store, object } = within(before);
    const [{ progress }] = actOf('vm-migrate').steps(object, undefined, store);
    expect(progress(store)).toEqual({ state: 'going' });
    expect(
      progress(within([...before, moved('now', 'Scheduling')]).store),
    ).toEqual({ state: 'going' });
    expect(
      progress(
        within([...before, moved('now', 'Failed', 'no node takes it')]).store,
      ),
    ).toEqual({
      state: 'failed',
      why: "VM 'db' was not moved, and runs on where it was: no node takes it.",
    });
  });
});
