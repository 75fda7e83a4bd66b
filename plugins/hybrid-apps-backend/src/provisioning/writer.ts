import { toError } from '@backstage/errors';
import {
  AppliedObject,
  ObjectRef,
  asSentence,
  describeObject,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { randomBytes } from 'node:crypto';
import { Journal } from './ledger';
import { listByMessage, Refusal, refusal } from './refusals';
import { Made, ProvisioningTarget, undoEach } from './undoApply';

/** Who writes: one call for a task. */
export interface Writer {
  task: string;
  /** The field manager of what this call creates, and of nothing else. */
  manager: string;
}

/**
 * Callers choose the task's name, and may choose another's. The rest cannot be
 * guessed, so that it tells what this call created from all else. A field
 * manager takes 128 characters.
 */
export const writerFor = (task: string): Writer => ({
  task,
  manager: `hybrid-apps:${task}:${randomBytes(6).toString('hex')}`,
});

/** Where an apply writes, and what it writes that down in. */
export interface ApplyTarget extends ProvisioningTarget {
  journal: Journal;
}

/** Notes what was created; says why it may not stay. */
export async function noteCreated(
  journal: Journal,
  writer: Writer,
  object: ObjectRef,
  uid: string,
): Promise<Refusal | undefined> {
  try {
    return (await journal.answered(writer, object, uid))
      ? undefined
      : refusal(
          'taken',
          'was undone while it was created',
          'Start again, if it is to be there.',
        );
  } catch (error) {
    return refusal(
      'unreachable',
      `could not be noted in the portal's database: ${toError(error).message}`,
      'Try again when it answers.',
    );
  }
}

/**
 * Removes what was created before a write failed, and tells what became of it.
 *
 * Goes by the uids that the answers gave. The one that failed may exist all the
 * same, where just the answer was lost: its field manager tells, for the name
 * may be another's by now. A task's name tells neither, as callers choose it.
 * What is gone is struck out of the journal.
 */
export async function rollBack(
  target: ApplyTarget,
  writer: Writer,
  created: readonly AppliedObject[],
  failed: ObjectRef,
): Promise<string[]> {
  const made = [...created, { ...failed, uid: undefined }].map(
    ({ uid, apiVersion, kind, namespace, name }): Made => ({
      object: { apiVersion, kind, namespace, name },
      manager: writer.manager,
      uid,
    }),
  );
  const items = await undoEach(target, made);
  const removed = items.filter(({ result }) => result === 'deleted');
  const left = items
    .filter(({ result }) => result === 'failed')
    .map(({ object, message = 'no reason is known' }) => ({ object, message }));
  try {
    await target.journal.tookBack(
      writer,
      left.map(({ object }) => object),
    );
  } catch {
    // Undoing what stays in it finds nothing; why the write failed is told first.
  }
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
