/** Who manages which fields: the entries of `metadata.managedFields`. */
import { isJson, Json, listAt, textAt } from '../objects';
import { KindDef } from '../kinds';
import { compareFields, FieldSet, fromFieldsV1, toFieldsV1 } from './fields';

export interface Manager {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource?: string;
}

export interface ManagedFields extends Manager {
  time: string;
  fields: FieldSet;
}

export function sameManager(a: Manager, b: Manager): boolean {
  return (
    a.manager === b.manager &&
    a.operation === b.operation &&
    (a.subresource ?? '') === (b.subresource ?? '')
  );
}

export function readManagedFields(object: Json): ManagedFields[] {
  return listAt(object, 'metadata', 'managedFields')
    .filter(isJson)
    .map(entry => ({
      manager: textAt(entry, 'manager'),
      operation: entry.operation === 'Apply' ? 'Apply' : 'Update',
      apiVersion: textAt(entry, 'apiVersion'),
      ...(entry.subresource ? { subresource: String(entry.subresource) } : {}),
      time: textAt(entry, 'time'),
      fields: fromFieldsV1(entry.fieldsV1),
    }));
}

/** Those who apply come first, then by time; who manages nothing is left out. */
export function writeManagedFields(entries: ManagedFields[]): Json[] {
  return entries
    .filter(entry => entry.fields.size > 0)
    .sort(
      (a, b) =>
        a.operation.localeCompare(b.operation) ||
        a.time.localeCompare(b.time) ||
        a.manager.localeCompare(b.manager),
    )
    .map(({ manager, operation, apiVersion, subresource, time, fields }) => ({
      manager,
      operation,
      apiVersion,
      time,
      fieldsType: 'FieldsV1',
      fieldsV1: toFieldsV1(fields),
      ...(subresource ? { subresource } : {}),
    }));
}

/**
 * The entries after an update: what `by` changed is its own and nobody else's,
 * what is gone is nobody's.
 */
export function trackUpdate(
  def: KindDef,
  before: Json,
  after: Json,
  by: Manager & { time: string },
): Json[] {
  const entries = readManagedFields(before);
  const { changed, removed } = compareFields(def, before, after);
  let own = entries.find(entry => sameManager(entry, by));
  for (const entry of entries) {
    removed.forEach(path => entry.fields.delete(path));
    if (entry !== own) {
      changed.forEach(path => entry.fields.delete(path));
    }
  }
  if (changed.size > 0) {
    if (!own) {
      own = { ...by, fields: new Set() };
      entries.push(own);
    }
    for (const path of changed) {
      own.fields.add(path);
    }
    own.time = by.time;
    own.apiVersion = by.apiVersion;
  }
  return writeManagedFields(entries);
}
