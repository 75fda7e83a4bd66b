import { FieldManager } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { at, list, text } from '../objects';
import { readFields } from './readFields';

/** Of updates a server keeps some entries; who applies has one each. Source: apimachinery, managedfields, `DefaultMaxUpdateManagers`. */
const MOST_MANAGERS = 100;

/** Longer than a name of a manager may be. Source: apimachinery, validation, `FieldManagerMaxLength`. */
const MOST_LETTERS = 128;

/** As what the portal writes: an act, and what a task provisions. */
const PORTAL = /^hybrid-apps(:|$)/;

function readManager(entry: unknown): FieldManager | undefined {
  const manager = text(at(entry, 'manager'));
  const operation = at(entry, 'operation');
  if (
    manager === undefined ||
    (operation !== 'Apply' && operation !== 'Update')
  ) {
    return undefined;
  }
  const time = new Date(text(at(entry, 'time')) ?? NaN);
  const subresource = text(at(entry, 'subresource'));
  const fields =
    at(entry, 'fieldsType') === 'FieldsV1'
      ? readFields(at(entry, 'fieldsV1'))
      : undefined;
  return {
    manager: manager.slice(0, MOST_LETTERS),
    operation,
    ...(!Number.isNaN(time.getTime()) && { at: time.toISOString() }),
    ...(subresource && { subresource: subresource.slice(0, MOST_LETTERS) }),
    ...(PORTAL.test(manager) && { isPortal: true }),
    ...(fields && { fields: [...fields.paths], left: fields.left }),
  };
}

/**
 * Who manages which fields of an object, who wrote last first; those without a
 * time at the end. What is no entry is left out.
 * Source: k8s.io/apimachinery, `pkg/apis/meta/v1`, ManagedFieldsEntry.
 */
export const readManagers = (managedFields: unknown): FieldManager[] =>
  list(managedFields)
    .slice(0, MOST_MANAGERS)
    .flatMap(entry => readManager(entry) ?? [])
    .sort((a, b) => {
      const [first, second] = [a.at ?? '', b.at ?? ''];
      if (first === second) {
        return 0;
      }
      return first < second ? 1 : -1;
    });
