import { flag, get, items, text } from '../objects/fields';
import type { ParsedObject } from '../objects/object';
import type { WorkloadPeer } from './types';
import { kindKey } from './workloads';
import type { PodTemplates } from './workloads';

/** The workloads of the input. */
export interface Workloads {
  /** The kinds that there are. */
  readonly templates: PodTemplates;
  /** Looks one up by its `group/Kind`; undefined when it isn't there. */
  readonly find: (
    key: string,
    namespace: string,
    name: string,
  ) => ParsedObject | undefined;
}

interface Owner {
  /** `group/Kind`. */
  readonly key: string;
  readonly name: string;
}

const POD = '/Pod';
const VM = 'kubevirt.io/VirtualMachine';

/**
 * Which of the kinds that pods come of an owner is of, as `group/Kind`. Whatever
 * else owns them is none: an operator's own kind has workloads below it, of a static
 * pod it is its node, of the pod that attaches a volume to a running VM the launcher
 * pod. A reference without an apiVersion, which no API server takes, goes by its kind.
 * Source: kubevirt `pkg/virt-controller/services/template.go`, RenderHotplugAttachmentPodTemplate.
 */
function ownerKey(
  kind: string,
  apiVersion: string | undefined,
  templates: PodTemplates,
): string | undefined {
  if (apiVersion === undefined) {
    return Object.keys(templates).find(
      key => key !== POD && key.endsWith(`/${kind}`),
    );
  }
  const key = kindKey({ apiVersion, kind });
  return key !== POD && Object.hasOwn(templates, key) ? key : undefined;
}

/** A reference to what controls an object, as it stands. */
interface Controller {
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly apiVersion: string | undefined;
}

/** Read once of each object: most are the same from one model to the next. */
const controllers = new WeakMap<ParsedObject, Controller>();

function readController(object: ParsedObject): Controller {
  const references = items(
    get(get(object.field, 'metadata'), 'ownerReferences'),
  );
  const controller = references.find(each => flag(get(each, 'controller')));
  return {
    kind: controller && text(get(controller, 'kind')),
    name: controller && text(get(controller, 'name')),
    apiVersion: controller && text(get(controller, 'apiVersion')),
  };
}

/** The workload that controls an object; nothing where something else does. */
function controllerOf(
  object: ParsedObject,
  { templates }: Workloads,
): Owner | undefined {
  const controller = controllers.get(object) ?? readController(object);
  controllers.set(object, controller);
  const { kind, name, apiVersion } = controller;
  const key = kind && ownerKey(kind, apiVersion, templates);
  return key && name ? { key, name } : undefined;
}

/**
 * The owner's owner where the owner itself is not in the input, by the names
 * that controllers give: a ReplicaSet is `<deployment>-<pod-template-hash>`, a
 * VMI has its VM's name.
 */
function ownerOfAbsent(
  owner: Owner,
  pod: ParsedObject,
  { find }: Workloads,
): Owner | undefined {
  const namespace = pod.reference.namespace ?? '';
  if (owner.key === 'apps/ReplicaSet') {
    const suffix = `-${pod.labels['pod-template-hash']}`;
    return owner.name.endsWith(suffix) && owner.name.length > suffix.length
      ? { key: 'apps/Deployment', name: owner.name.slice(0, -suffix.length) }
      : undefined;
  }
  if (
    owner.key === 'kubevirt.io/VirtualMachineInstance' &&
    find(VM, namespace, owner.name)
  ) {
    return { key: VM, name: owner.name };
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
  workloads: Workloads,
): WorkloadPeer {
  const namespace = object.reference.namespace ?? '';
  let current: Owner = {
    key: kindKey(object.reference),
    name: object.reference.name,
  };
  let present: ParsedObject | undefined = object;
  // Owners form a short chain; the limit ends a loop in a broken input.
  for (let depth = 0; depth < 8; depth++) {
    const owner: Owner | undefined = present
      ? controllerOf(present, workloads)
      : ownerOfAbsent(current, object, workloads);
    if (!owner) {
      break;
    }
    current = owner;
    present = workloads.find(owner.key, namespace, owner.name);
  }
  return {
    type: 'workload',
    namespace,
    name: current.name,
    kind: current.key.slice(current.key.indexOf('/') + 1),
  };
}
