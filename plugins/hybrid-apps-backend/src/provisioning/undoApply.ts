import {
  ANNOTATION_TASK,
  CreatedObject,
  ObjectRef,
  UndoResult,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { z } from 'zod';
import {
  KubeClient,
  KubeStatusError,
  resourcePath,
  ServedKind,
} from '../clusters';
import {
  findServedKind,
  isPolicy,
  isProvisionable,
  orderByKind,
} from './kinds';
import { explainRequestError, unservedRefusal } from './refusals';

/** Where manifests go: a cluster, and the kinds that it serves. */
export interface ProvisioningTarget {
  client: KubeClient;
  kinds: readonly ServedKind[];
}

type UndoItem = UndoResult['items'][number];
type Outcome = Pick<UndoItem, 'result' | 'message'>;

/** What of an object decides whether it may be deleted. */
const identity = z.object({
  metadata: z.object({
    uid: z.string(),
    deletionTimestamp: z.string().optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
});

/** Whether an API server said that there is no such object. */
export function isNotFound(error: unknown): boolean {
  return error instanceof KubeStatusError && error.code === 404;
}

async function undoOne(
  { client, kinds }: ProvisioningTarget,
  task: string,
  object: CreatedObject,
): Promise<Outcome> {
  if (!isProvisionable(object) || !object.namespace) {
    const message = 'is nothing that a task can create';
    return { result: 'kept', message };
  }
  const served = findServedKind(kinds, object);
  if (!served) {
    const { problem } = unservedRefusal(client.cluster, kinds, object);
    return { result: 'failed', message: problem };
  }
  const path = resourcePath(served, object);
  try {
    const { body } = await client.request({ method: 'GET', path });
    const { uid, deletionTimestamp, annotations } =
      identity.parse(body).metadata;
    if (object.uid !== undefined && object.uid !== uid) {
      const message = 'is another object of that name';
      return { result: 'kept', message };
    }
    if (annotations?.[ANNOTATION_TASK] !== task) {
      return { result: 'kept', message: 'was not created by this task' };
    }
    if (!deletionTimestamp) {
      await client.request({
        method: 'DELETE',
        path,
        body: {
          apiVersion: 'v1',
          kind: 'DeleteOptions',
          // Between reading and deleting, another may have taken the name.
          preconditions: { uid },
          propagationPolicy: 'Background',
        },
      });
    }
    return { result: 'deleted' };
  } catch (error) {
    if (isNotFound(error)) {
      return { result: 'gone' };
    }
    if (error instanceof KubeStatusError && error.code === 409) {
      return { result: 'kept', message: 'is another object of that name' };
    }
    const { problem } = explainRequestError(
      error,
      client.cluster,
      object.namespace,
    );
    return { result: 'failed', message: problem };
  }
}

/**
 * Deletes what a task created, in the reverse order of writing: policies go
 * last, though not as late as workloads that take their time to end. An object is deleted only
 * while it carries the task's annotation and, where one is given, has the uid.
 * What fails does not keep the rest from being deleted, but for policies:
 * nothing is left to run unprotected.
 *
 * `deleted` says that the cluster accepted the deletion; finalizers may take
 * their time. Ask again until it says `gone`.
 */
export async function undoApply(
  target: ProvisioningTarget,
  request: { task: string; objects: readonly CreatedObject[] },
): Promise<UndoResult> {
  const newestFirst = orderByKind(
    request.objects,
    (object): ObjectRef => object,
  ).reverse();
  const items: UndoItem[] = [];
  for (const object of newestFirst) {
    const isNeeded =
      isPolicy(object) && items.some(({ result }) => result === 'failed');
    const outcome: Outcome = isNeeded
      ? { result: 'failed', message: 'it protects what is still there' }
      : await undoOne(target, request.task, object);
    items.push({ object, ...outcome });
  }
  return { items };
}
