import { isRecord } from '@hybrid-apps/network-policy';

/** Who wrote an object's spec last, and when. */
export interface Writer {
  /** The field manager, like `kubectl-edit`, by which a client calls itself. */
  manager: string;
  at: string;
}

/** Where an object has its last writer. */
export const WRITER = Symbol('writer');

/**
 * Who wrote an object's spec last. Undefined where that is not told, or where
 * several did in the same second. What is written by way of a subresource, like
 * status or scale, counts not.
 * Source: k8s.io/apimachinery, `pkg/apis/meta/v1`, ManagedFieldsEntry.
 */
export function lastWriter(managedFields: unknown): Writer | undefined {
  const written = (Array.isArray(managedFields) ? managedFields : []).flatMap(
    (entry): Writer[] =>
      isRecord(entry) &&
      typeof entry.manager === 'string' &&
      typeof entry.time === 'string' &&
      !entry.subresource &&
      isRecord(entry.fieldsV1) &&
      entry.fieldsV1['f:spec'] !== undefined
        ? [{ manager: entry.manager, at: entry.time }]
        : [],
  );
  const last = written.reduce(
    (latest, { at }) => (at > latest ? at : latest),
    '',
  );
  const managers = new Set(
    written.filter(({ at }) => at === last).map(({ manager }) => manager),
  );
  const [manager] = managers;
  return managers.size === 1 ? { manager, at: last } : undefined;
}
