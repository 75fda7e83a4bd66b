import { READ_ANNOTATIONS } from '../objects/annotations';
import { groupOf } from '../objects/object';
import { textMap, valueAt } from '../objects/values';
import type { Labels } from '../selectors/labels';
import { launcherLabels } from './kubevirt';

/**
 * Where kinds that Pods come of keep the template of them, by `group/Kind`; an
 * object that is its own template has an empty path.
 * @public
 */
export type PodTemplates = Readonly<Record<string, readonly string[]>>;

/**
 * The workloads that Kubernetes and KubeVirt have. A Pod, and the instance of a
 * VM, is its own template.
 * @public
 */
export const POD_TEMPLATES: PodTemplates = {
  '/Pod': [],
  '/ReplicationController': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/Deployment': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'kubevirt.io/VirtualMachine': ['spec', 'template'],
  'kubevirt.io/VirtualMachineInstance': [],
};

/**
 * Of which type an object is, as in `metav1.TypeMeta`.
 * @public
 */
export interface TypeMeta {
  /** Group and version; the group alone counts. */
  readonly apiVersion: string;
  /** The kind. */
  readonly kind: string;
}

/**
 * `group/Kind`, as tables of kinds are keyed.
 * @public
 */
export const kindKey = ({ apiVersion, kind }: TypeMeta): string =>
  `${groupOf(apiVersion)}/${kind}`;

/**
 * Where an object of a type has the template of its Pods; undefined where none
 * come of it.
 * @param templates - the kinds that there are
 * @public
 */
export const podTemplatePath = (
  type: TypeMeta,
  templates: PodTemplates = POD_TEMPLATES,
): readonly string[] | undefined => {
  const key = kindKey(type);
  return Object.hasOwn(templates, key) ? templates[key] : undefined;
};

const VM_KINDS = [
  'kubevirt.io/VirtualMachine',
  'kubevirt.io/VirtualMachineInstance',
];

/**
 * Whether an object is a VM, running or not: its Pods are virt-launcher's.
 * @public
 */
export const isVm = (type: TypeMeta): boolean =>
  VM_KINDS.includes(kindKey(type));

const textAt = (value: unknown, ...path: readonly string[]) => {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
};

/**
 * The labels that the Pods of a workload have, or will have once there are any:
 * those of its template, and those that virt-controller gives a launcher Pod. What
 * cannot be read of them is left out. Undefined for what is no workload.
 * @param templates - the kinds that there are
 * @public
 */
export function podLabelsOf(
  object: TypeMeta,
  templates: PodTemplates = POD_TEMPLATES,
): Labels | undefined {
  const path = podTemplatePath(object, templates);
  if (!path) {
    return undefined;
  }
  const template = valueAt(object, ...path);
  const labels = textMap(valueAt(template, 'metadata', 'labels'));
  const name = textAt(object, 'metadata', 'name');
  return isVm(object) && name !== undefined
    ? {
        ...labels,
        ...launcherLabels({
          name,
          hostname: textAt(template, 'spec', 'hostname'),
          // Of a VM's next instance nobody knows it.
          uid:
            path.length === 0 ? textAt(object, 'metadata', 'uid') : undefined,
          inject: textAt(
            template,
            'metadata',
            'annotations',
            READ_ANNOTATIONS.istioInject,
          ),
        }),
      }
    : labels;
}
