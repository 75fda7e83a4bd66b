import { flag, get, items, text } from '../objects/fields';
import type { ParsedObject } from '../objects/object';
import type { WorkloadPeer } from './types';

/** Looks an object of the input up; undefined when it isn't there. */
export type FindObject = (
  kind: string,
  namespace: string,
  name: string,
) => ParsedObject | undefined;

interface Owner {
  readonly kind: string;
  readonly name: string;
}

/**
 * The kinds that pods come of, as `group/Kind`. Whatever else owns them is none:
 * an operator's own kind has workloads below it, of a static pod it is its node,
 * of the pod that attaches a volume to a running VM the launcher pod.
 * Source: kubevirt `pkg/virt-controller/services/template.go`, RenderHotplugAttachmentPodTemplate.
 */
const WORKLOADS = new Set([
  '/ReplicationController',
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'batch/CronJob',
  'batch/Job',
  'kubevirt.io/VirtualMachine',
  'kubevirt.io/VirtualMachineInstance',
]);

/** A reference without an apiVersion, which no API server takes, goes by its kind. */
const isWorkload = (kind: string, apiVersion: string | undefined): boolean =>
  apiVersion === undefined
    ? [...WORKLOADS].some(key => key.endsWith(`/${kind}`))
    : WORKLOADS.has(`${/^(?:(.*)\/)?/.exec(apiVersion)?.[1] ?? ''}/${kind}`);

/** The workload that controls an object; nothing where something else does. */
function controllerOf(object: ParsedObject): Owner | undefined {
  const references = items(
    get(get(object.field, 'metadata'), 'ownerReferences'),
  );
  const controller = references.find(each => flag(get(each, 'controller')));
  const kind = controller && text(get(controller, 'kind'));
  const name = controller && text(get(controller, 'name'));
  const apiVersion = controller && text(get(controller, 'apiVersion'));
  return kind && name && isWorkload(kind, apiVersion)
    ? { kind, name }
    : undefined;
}

/**
 * The owner's owner where the owner itself is not in the input, by the names
 * that controllers give: a ReplicaSet is `<deployment>-<pod-template-hash>`, a
 * VMI has its VM's name.
 */
function ownerOfAbsent(
  owner: Owner,
  pod: ParsedObject,
  find: FindObject,
): Owner | undefined {
  const namespace = pod.reference.namespace ?? '';
  if (owner.kind === 'ReplicaSet') {
    const suffix = `-${pod.labels['pod-template-hash']}`;
    return owner.name.endsWith(suffix) && owner.name.length > suffix.length
      ? { kind: 'Deployment', name: owner.name.slice(0, -suffix.length) }
      : undefined;
  }
  if (
    owner.kind === 'VirtualMachineInstance' &&
    find('VirtualMachine', namespace, owner.name)
  ) {
    return { kind: 'VirtualMachine', name: owner.name };
  }
  return undefined;
}

/**
 * The workload that a pod or workload belongs to: its controlling owner, and
 * the owner of that one (ReplicaSet to Deployment, Job to CronJob, VMI to VM);
 * itself when no workload controls it.
 */
export function workloadOf(
  object: ParsedObject,
  find: FindObject,
): WorkloadPeer {
  const namespace = object.reference.namespace ?? '';
  let current: Owner = object.reference;
  let present: ParsedObject | undefined = object;
  // Owners form a short chain; the limit ends a loop in a broken input.
  for (let depth = 0; depth < 8; depth++) {
    const owner: Owner | undefined = present
      ? controllerOf(present)
      : ownerOfAbsent(current, object, find);
    if (!owner) {
      break;
    }
    current = owner;
    present = find(owner.kind, namespace, owner.name);
  }
  return {
    type: 'workload',
    namespace,
    name: current.name,
    kind: current.kind,
  };
}
