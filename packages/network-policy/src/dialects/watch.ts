import type { Inventory } from '../endpoints/collect';

/** What was read of an inventory, by its field. */
export type Readings = ReadonlyMap<PropertyKey, unknown>;

/** An inventory that notes which of its fields are read. */
export function watch(inventory: Inventory): {
  readonly watched: Inventory;
  readonly readings: Readings;
} {
  const readings = new Map<PropertyKey, unknown>();
  const watched = new Proxy(inventory, {
    get: (target, field) => {
      const value: unknown = Reflect.get(target, field);
      readings.set(field, value);
      return value;
    },
  });
  return { watched, readings };
}

/** Whether all that was read of one inventory is the very same in another. */
export const hasSame = (readings: Readings, inventory: Inventory): boolean =>
  [...readings].every(
    ([field, value]) => Reflect.get(inventory, field) === value,
  );
