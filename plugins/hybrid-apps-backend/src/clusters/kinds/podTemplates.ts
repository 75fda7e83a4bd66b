import { launcherLabels } from '@hybrid-apps/network-policy';
import { groupOf } from '../groupOf';
import { isRecord } from '../isRecord';
import { KubeObject, ObjectMeta } from '../types';

/**
 * Where the kinds that Pods come of keep the template of them, by `group/Kind`.
 * A Pod, and the instance of a VM, is its own.
 */
const POD_TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  '/Pod': [],
  'apps/Deployment': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  '/ReplicationController': ['spec', 'template'],
  'kubevirt.io/VirtualMachine': ['spec', 'template'],
  'kubevirt.io/VirtualMachineInstance': [],
};

/** Where an object of a type has the template of its Pods; undefined where none come of it. */
export const podTemplatePath = ({
  apiVersion,
  kind,
}: {
  apiVersion: string;
  kind: string;
}): readonly string[] | undefined =>
  POD_TEMPLATES[`${groupOf(apiVersion)}/${kind}`];

const fieldAt = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (current, field) => (isRecord(current) ? current[field] : undefined),
    value,
  );

const VM_KINDS = ['VirtualMachine', 'VirtualMachineInstance'];

/**
 * The labels that the Pods of a workload have, or will have once there are any:
 * those of its template, and those that virt-controller gives a launcher Pod.
 * Undefined for what is no workload.
 */
export function podLabelsOf(
  object: KubeObject,
): Record<string, string> | undefined {
  const path = podTemplatePath(object);
  if (!path) {
    return undefined;
  }
  const template = fieldAt(object, ...path);
  const labels = fieldAt(template, 'metadata', 'labels');
  const hostname = fieldAt(template, 'spec', 'hostname');
  const isVm =
    groupOf(object.apiVersion) === 'kubevirt.io' &&
    VM_KINDS.includes(object.kind);
  return {
    ...Object.fromEntries(
      Object.entries(isRecord(labels) ? labels : {}).filter(
        (label): label is [string, string] => typeof label[1] === 'string',
      ),
    ),
    ...(isVm &&
      launcherLabels(
        object.metadata.name,
        typeof hostname === 'string' ? hostname : undefined,
      )),
  };
}

/** Whether another workload made this one: a ReplicaSet, the Pods, a VM's instance. */
export const isMadeByWorkload = ({
  metadata,
}: {
  metadata: ObjectMeta;
}): boolean =>
  metadata.ownerReferences?.some(
    owner => owner.controller && podTemplatePath(owner) !== undefined,
  ) ?? false;
