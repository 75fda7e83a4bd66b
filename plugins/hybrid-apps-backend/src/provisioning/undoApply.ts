import {
  ANNOTATION_TASK,
  CreatedObject,
  ObjectRef,
  UndoResult,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { z } from 'zod';
import {
  KubeRequests,
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
import { isLabel, isSubdomain } from './names';
import { Openness } from './openings';
import { explainRequestError, unservedRefusal } from './refusals';

/** Where manifests go: a cluster, the kinds that it serves, and what of it is open. */
export interface ProvisioningTarget {
  /** Bears whoever asks, where the configuration says so. */
  client: KubeRequests;
  kinds: readonly ServedKind[];
  openness: (namespace: string) => Openness;
}

type UndoItem = UndoResult['items'][number];
type Outcome = Pick<UndoItem, 'result' | 'message'>;

/** What of an object decides whether it may be deleted. */
const identity = z.object({
  metadata: z.object({
    uid: z.string(),
    deletionTimestamp: z.string().optional(),
    annotations: z.record(z.string(), z.string()).optional(),
    managedFields: z
      .array(z.object({ manager: z.string().optional() }))
      .optional(),
  }),
});
type Identity = z.infer<typeof identity>['metadata'];

/** Why an object that is there is not the one to delete; undefined where it is. */
type WhyKept<T> = (object: T, live: Identity) => string | undefined;

/** Whether an API server said that there is no such object. */
export function isNotFound(error: unknown): boolean {
  return error instanceof KubeStatusError && error.code === 404;
}

async function undoOne<T extends ObjectRef>(
  { client, kinds }: ProvisioningTarget,
  object: T,
  whyKept: WhyKept<T>,
): Promise<Outcome> {
  const { namespace, name } = object;
  if (
    !isProvisionable(object) ||
    namespace === undefined ||
    !isLabel(namespace) ||
    !isSubdomain(name)
  ) {
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
    const live = identity.parse(body).metadata;
    const { uid, deletionTimestamp } = live;
    const message = whyKept(object, live);
    if (message !== undefined) {
      return { result: 'kept', message };
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
    const { problem } = explainRequestError(error, client.cluster, namespace);
    return { result: 'failed', message: problem };
  }
}

/**
 * Deletes objects in the reverse order of writing: policies go last, though not
 * as late as workloads that take their time to end. What fails does not keep the
 * rest from being deleted, but for policies: nothing is left to run unprotected.
 *
 * @param whyNot - why an object is not even looked at
 */
export async function undoEach<T extends ObjectRef>(
  target: ProvisioningTarget,
  objects: readonly T[],
  whyKept: WhyKept<T>,
  whyNot: (object: T) => string | undefined = () => undefined,
): Promise<UndoResult> {
  const newestFirst = orderByKind(objects, (object): ObjectRef => object);
  const items: UndoItem[] = [];
  for (const object of newestFirst.reverse()) {
    const isNeeded =
      isPolicy(object) && items.some(({ result }) => result === 'failed');
    const obstacle = isNeeded
      ? 'it protects what is still there'
      : whyNot(object);
    const outcome: Outcome =
      obstacle === undefined
        ? await undoOne(target, object, whyKept)
        : { result: 'failed', message: obstacle };
    items.push({ object, ...outcome });
  }
  return { items };
}

/**
 * Deletes what a task created. An object is deleted only while it carries the
 * task's annotation and, where one is given, has the uid. Where its namespace is
 * not open, it fails without a request: the portal has no business there, and
 * goes on when it is opened again.
 *
 * `deleted` says that the cluster accepted the deletion; finalizers may take
 * their time. Ask again until it says `gone`.
 */
export async function undoApply(
  target: ProvisioningTarget,
  { task, objects }: { task: string; objects: readonly CreatedObject[] },
): Promise<UndoResult> {
  return undoEach(
    target,
    objects,
    (object, { uid, annotations }) => {
      if (object.uid !== undefined && object.uid !== uid) {
        return 'is another object of that name';
      }
      return annotations?.[ANNOTATION_TASK] === task
        ? undefined
        : 'was not created by this task';
    },
    ({ namespace }) =>
      namespace === undefined
        ? undefined
        : target.openness(namespace).closed?.message,
  );
}
