import {
  ObjectRef,
  Readiness,
  describeObject,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  ClusterStore,
  groupResource,
  KubeObject,
  ServedKind,
} from '../../clusters';
import { findServedKind } from '../kinds';
import { placeOf, unservedRefusal } from '../refusals';
import { podStanding } from './pods';
import { failed, progressing, Standing } from './standing';
import { claimStanding, dataVolumeStanding } from './storage';
import { virtualMachineStanding } from './virtualMachines';
import { jobStanding, workloadStanding } from './workloads';

const RULES: Record<
  string,
  (object: KubeObject, store: ClusterStore) => Standing
> = {
  'kubevirt.io/VirtualMachine': virtualMachineStanding,
  'cdi.kubevirt.io/DataVolume': dataVolumeStanding,
  '/PersistentVolumeClaim': claimStanding,
  '/Pod': podStanding,
  'apps/Deployment': workloadStanding,
  'apps/StatefulSet': workloadStanding,
  'apps/DaemonSet': workloadStanding,
  'batch/Job': jobStanding,
};

/** What is known of a cluster: its store, and the kinds that it serves. */
export interface ReadinessSource {
  store: ClusterStore;
  kinds: readonly ServedKind[];
}

/** Says so where the store cannot tell whether objects of a resource are there. */
function notKnown(store: ClusterStore, resource: string): Standing | undefined {
  const knowledge = store
    .knowledge()
    .find(({ kind }) => kind === resource || kind === '*');
  if (!knowledge || knowledge.state === 'synced') {
    return undefined;
  }
  const text = `How far it is cannot be told, ${resource} of cluster '${
    store.name
  }' being ${knowledge.state}${
    knowledge.message ? `: ${knowledge.message}` : ''
  }`;
  return knowledge.state === 'forbidden' ? failed(text) : progressing(text);
}

function standingOf(
  { store, kinds }: ReadinessSource,
  ref: ObjectRef,
): Standing {
  const { namespace, name } = ref;
  const served = findServedKind(kinds, ref);
  if (!served) {
    const { sort, message } = unservedRefusal(store.name, kinds, ref);
    return sort === 'unreachable' ? progressing(message) : failed(message);
  }
  const unknown = notKnown(store, groupResource(served.group, served.plural));
  if (unknown) {
    return unknown;
  }
  const { group, kind } = served;
  const object = store.get({ group, kind, namespace, name });
  if (!object) {
    return {
      state: 'absent',
      message: `${describeObject(ref)} does not exist in ${placeOf(
        store.name,
        namespace,
      )}`,
    };
  }
  if (object.metadata.deletionTimestamp) {
    return failed(`${describeObject(ref)} is being deleted.`);
  }
  // Whatever else there is, like a Service or a policy, works once it exists.
  return RULES[`${group}/${kind}`]?.(object, store) ?? { state: 'ready' };
}

/**
 * How far objects are on their way to be ready, in the order asked for. It
 * reads the store and makes no request.
 */
export function checkReadiness(
  source: ReadinessSource,
  refs: readonly ObjectRef[],
): Readiness[] {
  return refs.map(ref => ({ object: ref, ...standingOf(source, ref) }));
}
