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

describe('the time that a guest is given', () => {
  const grace = (seconds: number) => ({
    terminationGracePeriodSeconds: seconds,
  });
  const timeOf = (id: string, objects: readonly PlainObject[]) => {
    const { store, object } = within(objects);
    const [{ timeoutMs }] = actOf(id).steps(object, undefined, store);
    return timeoutMs / 60_000;
  };

  it('is waited for where it is asked to shut down', () => {
    const off = vm({ template: { spec: grace(3_600) } });
    expect(timeOf('vm-stop', [off])).toBe(65);
    expect(timeOf('vm-restart', [off])).toBe(75);
    // What it was started with counts, and where nothing is told, half a minute.
    expect(timeOf('vm-stop', [off, instance('Running', {}, grace(120))])).toBe(
      7,
    );
    expect(timeOf('vm-stop', [vm()])).toBe(5.5);
    // Timers take no more than some weeks.
    expect(timeOf('vm-stop', [vm({ template: { spec: grace(1e9) } })])).toBe(
      24 * 60 + 5,
    );
  });

  it('is not where it is cut off, which is possible meanwhile', () => {
    const off = vm({ template: { spec: grace(3_600) } });
    expect(timeOf('vm-force-stop', [off])).toBe(5);
    expect(actOf('vm-force-stop').overtakes).toContain('vm-stop');
    expect(actOf('vm-stop').overtakes).toBeUndefined();
  });
});
