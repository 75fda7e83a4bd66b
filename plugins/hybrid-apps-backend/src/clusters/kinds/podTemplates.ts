import { groupOf } from '../groupOf';
import { ObjectMeta } from '../types';

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

/** Whether another workload made this one: a ReplicaSet, the Pods, a VM's instance. */
export const isMadeByWorkload = ({
  metadata,
}: {
  metadata: ObjectMeta;
}): boolean =>
  metadata.ownerReferences?.some(
    owner => owner.controller && podTemplatePath(owner) !== undefined,
  ) ?? false;
