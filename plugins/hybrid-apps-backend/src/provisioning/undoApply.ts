import { toError } from '@backstage/errors';
import {
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
import { Person } from '../impersonation';
import { findServedKind, isPolicy, orderByKind } from './kinds';
import { Entry, Ledger, Whose } from './ledger';
import { readName } from './names';
import { Openness } from './openings';
import { explainRequestError, unservedRefusal } from './refusals';

/** Where manifests go: a cluster, the kinds that it serves, and what of it is open. */
export interface ProvisioningTarget {
  /** Bears whoever asks, where the configuration says so. */
  client: KubeRequests;
  kinds: readonly ServedKind[];
  openness: (namespace: string) => Openness;
}

type Outcome = Pick<UndoResult['items'][number], 'result' | 'message'>;

/** What a call created, or was about to. */
export type Made = Pick<Entry, 'object' | 'manager' | 'uid'>;

/** What of an object decides whether it may be deleted. */
const identity = z.object({
  metadata: z.object({
    uid: z.string(),
    deletionTimestamp: z.string().optional(),
    managedFields: z
      .array(z.object({ manager: z.string().optional() }))
      .optional(),
  }),
});
type Identity = z.infer<typeof identity>['metadata'];

/**
 * Whether an object that is there is the one that was made: by its uid, or,
 * where the answer that gave it was lost, by the field manager that nobody else
 * can guess. What else a tenant can write on an object tells nothing.
 */
const isMade = (
  { uid, manager }: Made,
  { uid: live, managedFields = [] }: Identity,
): boolean =>
  uid === undefined
    ? managedFields.some(entry => entry.manager === manager)
    : uid === live;

/** Whether an API server said that there is no such object. */
export function isNotFound(error: unknown): boolean {
  return error instanceof KubeStatusError && error.code === 404;
}

async function undoOne(
  { client, kinds }: ProvisioningTarget,
  made: Made,
): Promise<Outcome> {
  const { object } = made;
  const named = readName(object);
  if ('refusal' in named) {
    return { result: 'kept', message: named.refusal.problem };
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
    if (!isMade(made, live)) {
      return { result: 'kept', message: 'is another object of that name' };
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
 * Deletes what was made in the reverse order of writing: policies go last, though
 * not as late as workloads that take their time to end. What fails does not keep
 * the rest from being deleted, but for policies: nothing is left to run
 * unprotected.
 *
 * @param whyNot - why an object is not even looked at
 */
export async function undoEach<T extends Made>(
  target: ProvisioningTarget,
  all: readonly T[],
  whyNot: (object: ObjectRef) => string | undefined = () => undefined,
): Promise<Array<T & Outcome>> {
  const newestFirst = orderByKind(all, ({ object }) => object).reverse();
  const items: Array<T & Outcome> = [];
  for (const made of newestFirst) {
    const { object } = made;
    const isNeeded =
      isPolicy(object) && items.some(({ result }) => result === 'failed');
    const obstacle = isNeeded
      ? 'it protects what is still there'
      : whyNot(object);
    const outcome: Outcome =
      obstacle === undefined
        ? await undoOne(target, made)
        : { result: 'failed', message: obstacle };
    items.push({ ...made, ...outcome });
  }
  return items;
}

/**
 * Deletes what stands in the ledger for a task of whoever asked for it. An object
 * goes only while it is that very one. Where its namespace is not open, it fails
 * without a request: the portal has no business there, and goes on when it is
 * opened again.
 *
 * `deleted` says that the cluster accepted the deletion; finalizers may take
 * their time. Ask again until it says `gone`: then it is struck out.
 *
 * @param targetOf - a cluster, in the name of a person where it was created in
 * theirs; it throws a NotFoundError where there is no such cluster any more
 */
export async function undoApply(
  ledger: Pick<Ledger, 'read' | 'strike'>,
  whose: Whose,
  targetOf: (cluster: string, person: Person | undefined) => ProvisioningTarget,
): Promise<UndoResult> {
  const entries = await ledger.read(whose);
  const undoAll = async (
    here: readonly [Entry, ...Entry[]],
  ): Promise<Array<Entry & Outcome>> => {
    try {
      const target = targetOf(here[0].cluster, here[0].person);
      return await undoEach(target, here, ({ namespace }) =>
        namespace === undefined
          ? undefined
          : target.openness(namespace).closed?.message,
      );
    } catch (error) {
      const { name, message } = toError(error);
      const result = name === 'NotFoundError' ? 'kept' : 'failed';
      return here.map(entry => ({ ...entry, result, message }));
    }
  };
  /** By where, and in whose name. */
  const groups = new Map<string, [Entry, ...Entry[]]>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.cluster, entry.person]);
    const group = groups.get(key);
    if (group) {
      group.push(entry);
    } else {
      groups.set(key, [entry]);
    }
  }
  const items: UndoResult['items'] = [];
  for (const group of groups.values()) {
    for (const { result, message, ...entry } of await undoAll(group)) {
      if (result === 'gone' || result === 'kept') {
        await ledger.strike(entry);
      }
      const { cluster, object } = entry;
      items.push({ cluster, object, result, message });
    }
  }
  return { items };
}
