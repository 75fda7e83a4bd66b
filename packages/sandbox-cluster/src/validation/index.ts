/**
 * What the API server and the admission webhooks would refuse, where a user is
 * likely to meet it: field, reason and message as they answer.
 */
import { groupOf, Json, KubeObject, recordAt } from '../objects';
import { kindOf } from '../kinds';
import { Cause, invalid, StatusError } from '../status';
import * as kubevirt from './kubevirt';
import { labels, objectName } from './names';
import { ownerReferences } from './owners';
import * as network from './network';
import { claim, dataVolume } from './storage';
import { metadataUpdate, UPDATES } from './updates';
import * as workloads from './workloads';

export * as causes from './causes';
export { parseQuantity } from './quantity';

const RULES: Record<string, (object: Json) => Cause[]> = {
  '/Pod': workloads.pod,
  '/Service': network.service,
  '/PersistentVolumeClaim': claim,
  'apps/Deployment': workloads.workload('deployment'),
  'apps/ReplicaSet': workloads.workload('deployment'),
  'apps/StatefulSet': workloads.workload('statefulset'),
  'apps/DaemonSet': workloads.workload('daemonset'),
  'batch/Job': workloads.job,
  'batch/CronJob': workloads.cronJob,
  'autoscaling/HorizontalPodAutoscaler': workloads.autoscaler,
  'policy/PodDisruptionBudget': workloads.disruptionBudget,
  'networking.k8s.io/NetworkPolicy': network.networkPolicy,
  'networking.k8s.io/Ingress': network.ingress,
  'kubevirt.io/VirtualMachine': kubevirt.virtualMachine,
  'kubevirt.io/VirtualMachineInstance': kubevirt.virtualMachineInstance,
  'cdi.kubevirt.io/DataVolume': dataVolume,
};

/** What is wrong with an object, however it came to be. */
export function validate(object: KubeObject): Cause[] {
  const rules = RULES[ruleName(object)];
  return [...validateMetadata(object), ...(rules?.(object) ?? [])];
}

/** What is wrong with turning `before` into `after`. */
export function validateUpdate(before: KubeObject, after: KubeObject): Cause[] {
  return [
    ...metadataUpdate(before, after),
    ...(UPDATES[ruleName(after)]?.(before, after) ?? []),
  ];
}

/**
 * Throws the Status that the API server would answer with: its own 422, or
 * the webhook's denial.
 */
export function requireValid(
  object: KubeObject,
  stored: KubeObject | undefined,
): void {
  const def = kindOf(groupOf(object.apiVersion), object.kind);
  if (!def) {
    return;
  }
  const { name } = object.metadata;
  const settled = stored ? validateUpdate(stored, object) : [];
  const webhook = kubevirt.WEBHOOKS[ruleName(object)];
  const own = webhook ? validateMetadata(object) : validate(object);
  if (own.length + settled.length > 0) {
    throw invalid(def, name, [...own, ...settled]);
  }
  const denied = webhook ? validate(object) : [];
  if (denied.length > 0) {
    throw new StatusError(
      422,
      'Invalid',
      `admission webhook "${webhook}" denied the request: ${denied
        .map(({ message }) => message)
        .join(', ')}`,
      { causes: denied },
    );
  }
}

function ruleName({ apiVersion, kind }: KubeObject): string {
  return `${groupOf(apiVersion)}/${kind}`;
}

function validateMetadata(object: KubeObject): Cause[] {
  return [
    ...objectName(object.kind, object.metadata.name),
    ...labels(recordAt(object, 'metadata', 'labels'), 'metadata.labels'),
    ...ownerReferences(object),
  ];
}
