import {
  CreatedObject,
  Readiness,
  describeObject,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, groupResource, ServedKind } from '../../clusters';
import { endOfJob, hasEnded, healthOf } from '../../kinds';
import { gapIn } from '../gap';
import { findServedKind } from '../kinds';
import { Openness } from '../openings';
import { placeOf, unservedRefusal } from '../refusals';
import { byHealth, failed, progressing, Standing } from './standing';

/**
 * Kinds that a task waits for until they work, by their health. Whatever else
 * there is, like a Service or a policy, works once it exists.
 */
const WAITED_FOR = new Set([
  '/PersistentVolumeClaim',
  '/Pod',
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'batch/Job',
  'cdi.kubevirt.io/DataVolume',
  'kubevirt.io/VirtualMachine',
]);

/** What is known of a cluster: its store, the kinds that it serves, and what of it is open. */
export interface ReadinessSource {
  store: ClusterStore;
  kinds: readonly ServedKind[];
  openness: (namespace: string) => Openness;
}

/** Says so where the store cannot tell whether objects of a resource are there. */
function notKnown(
  store: ClusterStore,
  resource: string,
  namespace: string | undefined,
): Standing | undefined {
  const knowledge = gapIn(store, resource, namespace);
  if (!knowledge) {
    return undefined;
  }
  const text = `How far it is cannot be told, ${resource} of cluster '${
    store.name
  }' being ${knowledge.state}${
    knowledge.message ? `: ${knowledge.message}` : ''
  }`;
  const { state } = knowledge;
  return state === 'forbidden' || state === 'partial'
    ? failed(text)
    : progressing(text);
}

/**
 * Says so of kinds that the portal never reads, like Secrets, whose objects are
 * in no store. What bears the uid that creating it gave did exist, and works from
 * then on, as nothing of the kinds that are waited for is left unread.
 */
function neverRead(
  { kinds, name }: ClusterStore,
  ref: CreatedObject,
): Standing | undefined {
  if (kinds.of(ref)?.watch) {
    return undefined;
  }
  const text = `Whether ${describeObject(ref)} exists in ${placeOf(
    name,
    ref.namespace,
  )} is not known, as the portal never reads ${ref.kind} of ${ref.apiVersion}`;
  return ref.uid
    ? { state: 'ready', message: text }
    : failed(`${text}. Leave it out of what is waited for.`);
}

/** Of what is not there: not yet, no more, or a Job that has run. */
function goneStanding(
  store: ClusterStore,
  key: string,
  ref: CreatedObject,
): Standing {
  const { namespace, name, uid } = ref;
  const end =
    key === 'batch/Job' && uid
      ? endOfJob(
          { name, uid },
          store.list({ group: '', kind: 'Event', namespace }),
        )
      : undefined;
  return end
    ? byHealth(ref, end)
    : {
        state: 'absent',
        message: `${describeObject(ref)} does not exist in ${placeOf(
          store.name,
          namespace,
        )}`,
      };
}

function standingOf(
  { store, kinds, openness }: ReadinessSource,
  ref: CreatedObject,
): Standing {
  const { namespace, name } = ref;
  // Nothing of an app is in none, and whether such an object exists is not for
  // who may create apps: a Namespace is one.
  if (namespace === undefined) {
    return failed(
      `${describeObject(
        ref,
      )} names no namespace. Leave it out of what is waited for.`,
    );
  }
  const { closed } = openness(namespace);
  if (closed) {
    return failed(closed.message);
  }
  const served = findServedKind(kinds, ref);
  if (!served) {
    const { sort, message } = unservedRefusal(store.name, kinds, ref);
    return sort === 'unreachable' ? progressing(message) : failed(message);
  }
  const unknown =
    neverRead(store, ref) ??
    notKnown(store, groupResource(served.group, served.plural), namespace);
  if (unknown) {
    return unknown;
  }
  const { group, kind } = served;
  const key = `${group}/${kind}`;
  const object = store.get({ group, kind, namespace, name });
  if (!object) {
    return goneStanding(store, key, ref);
  }
  // Done and gone is done: a Job may be removed as soon as it has ended.
  const mayGo = key === 'batch/Job' && hasEnded(object);
  if (object.metadata.deletionTimestamp && !mayGo) {
    return failed(`${describeObject(ref)} is being deleted.`);
  }
  return WAITED_FOR.has(key)
    ? byHealth(ref, healthOf(object, store))
    : { state: 'ready' };
}

/**
 * How far objects are on their way to be ready, in the order asked for. It
 * reads the store and makes no request. Of a namespace that is not open it tells
 * just that, and of what is in none nothing.
 */
export function checkReadiness(
  source: ReadinessSource,
  refs: readonly CreatedObject[],
): Readiness[] {
  return refs.map(ref => ({ object: ref, ...standingOf(source, ref) }));
}
