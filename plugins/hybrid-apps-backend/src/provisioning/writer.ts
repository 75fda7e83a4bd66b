import {
  AppliedObject,
  ObjectRef,
  asSentence,
  describeObject,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { randomBytes } from 'node:crypto';
import { listByMessage } from './refusals';
import { Made, ProvisioningTarget, undoEach } from './undoApply';

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
 *
 * @returns what may be left, and the story in lines
 */
export async function rollBack(
  target: ProvisioningTarget,
  { manager }: Writer,
  created: readonly AppliedObject[],
  failed: ObjectRef,
): Promise<{ left: ObjectRef[]; story: string[] }> {
  const made = [...created, { ...failed, uid: undefined }].map(
    ({ uid, apiVersion, kind, namespace, name }): Made => ({
      object: { apiVersion, kind, namespace, name },
      manager,
      uid,
    }),
  );
  const items = await undoEach(target, made);
  const removed = items.filter(({ result }) => result === 'deleted');
  const left = items
    .filter(({ result }) => result === 'failed')
    .map(({ object, message = 'no reason is known' }) => ({ object, message }));
  return {
    left: left.map(({ object }) => object),
    story: [
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
    ],
  };
}
