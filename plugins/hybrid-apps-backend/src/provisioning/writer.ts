import {
  AppliedObject,
  ObjectRef,
  asSentence,
  describeObject,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { randomBytes } from 'node:crypto';
import { listByMessage } from './refusals';
import { ProvisioningTarget, undoEach } from './undoApply';

/** Who writes: one call for a task. */
export interface Writer {
  task: string;
  /** The field manager of what this call creates, and of nothing else. */
  manager: string;
}

/** The field manager of a task, in whose name it is only asked what would change. */
export const managerOf = (task: string) => `hybrid-apps:${task}`;

/**
 * Callers choose the task's name, and may choose another's. The rest cannot be
 * guessed, so that it tells what this call created from all else. A field
 * manager takes 128 characters.
 */
export const writerFor = (task: string): Writer => ({
  task,
  manager: `${managerOf(task)}:${randomBytes(6).toString('hex')}`,
});

/**
 * Removes what was created before a write failed, and tells what became of it.
 *
 * Goes by the uids that the answers gave. The one that failed may exist all the
 * same, where just the answer was lost: its field manager tells, for the name
 * may be another's by now. A task's name tells neither, as callers choose it.
 */
export async function rollBack(
  target: ProvisioningTarget,
  { manager }: Writer,
  created: readonly AppliedObject[],
  failed: ObjectRef,
): Promise<string[]> {
  const objects = [...created, failed].map(
    ({ apiVersion, kind, namespace, name }) => ({
      apiVersion,
      kind,
      namespace,
      name,
    }),
  );
  const uids = new Map(
    objects.map((object, index) => [object, created[index]?.uid]),
  );
  const { items } = await undoEach(
    target,
    objects,
    (object, { uid, managedFields = [] }) => {
      const known = uids.get(object);
      const isOurs = known
        ? known === uid
        : managedFields.some(entry => entry.manager === manager);
      return isOurs ? undefined : 'is another object of that name';
    },
  );
  const removed = items.filter(({ result }) => result === 'deleted');
  const left = items
    .filter(({ result }) => result === 'failed')
    .map(({ object, message = 'no reason is known' }) => ({ object, message }));
  return [
    ...(removed.length > 0
      ? [
          `Removed again: ${removed
            .map(({ object }) => describeObject(object))
            .join(', ')}.`,
        ]
      : []),
    ...listByMessage(left).map(
      line => `Not removed again, or not known to be: ${asSentence(line)}`,
    ),
  ];
}
