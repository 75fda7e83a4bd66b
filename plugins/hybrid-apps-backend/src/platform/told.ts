/** The fields of a record that say something. */
export function told<T extends object>(fields: T): T {
  const kept = { ...fields };
  for (const field of Object.keys(kept) as Array<keyof T>) {
    if (kept[field] === undefined) {
      delete kept[field];
    }
  }
  return kept;
}
