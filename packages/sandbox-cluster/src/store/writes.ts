/** The controllers' way to the store. */
import { createHash } from 'crypto';
import { Clock, Write } from '../controllers/types';
import { KubeObject, recordAt, textAt, timestamp } from '../objects';
import { StatusError } from '../status';
import { Store } from './types';

/** As kube-apiserver's `--event-ttl`. */
const EVENT_TTL_MS = 60 * 60 * 1000;

type Requests = Pick<
  Store,
  'get' | 'list' | 'create' | 'update' | 'updateStatus' | 'delete'
>;

/**
 * Does a controller's writes. One that comes too late (the object is gone, or
 * is there already, or its namespace is about to go) is dropped: the controller
 * is about to be called again for what has changed meanwhile.
 */
export function controllersWrite(
  store: Requests,
  clock: Clock,
  writes: Write[],
  by: string,
): void {
  for (const write of writes) {
    try {
      perform(store, clock, write, by);
    } catch (error) {
      const isLate =
        error instanceof StatusError &&
        ['NotFound', 'AlreadyExists', 'Conflict', 'Forbidden'].includes(
          error.status.reason ?? '',
        );
      if (!isLate) {
        throw error;
      }
    }
  }
}

function perform(store: Requests, clock: Clock, write: Write, by: string) {
  switch (write.verb) {
    case 'create':
      store.create(write.object, { manager: by });
      break;
    case 'update':
      store.update(write.object, { manager: by });
      break;
    case 'updateStatus':
      store.updateStatus(write.object, { manager: by });
      break;
    case 'delete':
      store.delete(write.key, { gracePeriodSeconds: write.gracePeriodSeconds });
      break;
    default:
      record(store, clock, write, by);
  }
}

/** Writes an Event, or counts one up that says the same of the same object. */
function record(
  store: Requests,
  clock: Clock,
  { regarding, type, reason, message }: Extract<Write, { verb: 'event' }>,
  by: string,
) {
  const { name, uid, resourceVersion } = regarding.metadata;
  const namespace = regarding.metadata.namespace ?? 'default';
  const now = timestamp(clock.now());
  for (const event of store.list('', 'Event', { namespace })) {
    if (
      Date.parse(textAt(event, 'lastTimestamp')) <
      clock.now() - EVENT_TTL_MS
    ) {
      store.delete({
        group: '',
        kind: 'Event',
        namespace,
        name: event.metadata.name,
      });
    }
  }
  const digest = createHash('sha256')
    .update([regarding.kind, uid, by, type, reason, message].join('\n'))
    .digest('hex')
    .slice(0, 16);
  const key = {
    group: '',
    kind: 'Event',
    namespace,
    name: `${name}.${digest}`,
  };
  const known = store.get(key);
  if (known) {
    const count = Number(known.count ?? 1) + 1;
    store.update({ ...known, count, lastTimestamp: now }, { manager: by });
    return;
  }
  const event: KubeObject = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: key.name, namespace },
    involvedObject: {
      kind: regarding.kind,
      ...(regarding.metadata.namespace ? { namespace } : {}),
      name,
      uid,
      apiVersion: regarding.apiVersion,
      resourceVersion,
    },
    reason,
    message,
    source: { component: by, ...nodeOf(regarding, by) },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
    type,
    eventTime: null,
    reportingComponent: by,
    reportingInstance: '',
  };
  store.create(event, { manager: by });
}

/** The kubelet says where it runs. */
function nodeOf(regarding: KubeObject, by: string) {
  const node = recordAt(regarding, 'spec').nodeName;
  return by === 'kubelet' && typeof node === 'string' ? { host: node } : {};
}
