import {
  isVm,
  kindKey,
  Labels,
  podLabelsOf,
  podTemplatePath,
} from '@hybrid-apps/network-policy';
import {
  isMadeByWorkload,
  KubeObject,
  TEMPLATES,
  templatesOf,
} from '../clusters';
import { at, list, number, text, textMap } from './read';

export { isMadeByWorkload, isVm, kindKey };

/** Whether Pods come of it, or it is one: what has an address of its own. */
export const isWorkload = (
  object: Pick<KubeObject, 'apiVersion' | 'kind' | typeof TEMPLATES>,
): boolean => podTemplatePath(object, templatesOf(object)) !== undefined;

/** What the Pods of a workload are like, before there is any. */
export interface PodTemplate {
  labels: Labels;
  annotations: Record<string, string>;
  spec: unknown;
  /** Where the Pod's spec is in the object, like `spec.template.spec`. */
  specPath: string;
  /** And where the labels of its Pods are. */
  labelsPath: string;
}

/** The template of a workload's Pods; a Pod is its own. Undefined for what is no workload. */
export function podTemplateOf(object: KubeObject): PodTemplate | undefined {
  const templates = templatesOf(object);
  const path = podTemplatePath(object, templates);
  if (!path) {
    return undefined;
  }
  const template = at(object, ...path);
  const spec = at(template, 'spec');
  return {
    labels: podLabelsOf(object, templates) ?? {},
    annotations: textMap(at(template, 'metadata', 'annotations')),
    spec,
    specPath: [...path, 'spec'].join('.'),
    labelsPath: [...path, 'metadata', 'labels'].join('.'),
  };
}

/** A port that something listens on, as its object declares it. */
export interface DeclaredPort {
  name?: string;
  port: number;
  protocol: 'TCP' | 'UDP' | 'SCTP';
}

const protocolOf = (value: unknown): DeclaredPort['protocol'] =>
  value === 'UDP' || value === 'SCTP' ? value : 'TCP';

/**
 * The containers that stay: init containers that are restarted run beside the others.
 * Source: k8s.io/api/core/v1, Container.RestartPolicy; kubernetes,
 * pkg/api/v1/pod/util.go, FindPort.
 */
const lastingContainers = (spec: unknown): unknown[] => [
  ...list(at(spec, 'containers')),
  ...list(at(spec, 'initContainers')).filter(
    container => at(container, 'restartPolicy') === 'Always',
  ),
];

/** Container ports, and those of a VM's interfaces, which become container ports of its launcher. */
export function declaredPorts(object: KubeObject): DeclaredPort[] {
  const spec = podTemplateOf(object)?.spec;
  const holders = isVm(object)
    ? list(at(spec, 'domain', 'devices', 'interfaces'))
    : lastingContainers(spec);
  const field = isVm(object) ? 'port' : 'containerPort';
  return holders.flatMap(holder =>
    list(at(holder, 'ports')).flatMap(declared => {
      const port = number(at(declared, field));
      const name = text(at(declared, 'name'));
      return port === undefined
        ? []
        : [
            {
              ...(name && { name }),
              port,
              protocol: protocolOf(at(declared, 'protocol')),
            },
          ];
    }),
  );
}
