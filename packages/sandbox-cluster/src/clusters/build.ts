/** Short ways to write the objects that clusters are made of. */
import { KubeObject } from '../objects';

export function namespace(
  name: string,
  labels: Record<string, string> = {},
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { 'kubernetes.io/metadata.name': name, ...labels },
    },
  };
}

export interface Workload {
  namespace: string;
  name: string;
  image: string;
  /** Name of the container; the workload's own where it is left out. */
  container?: string;
  replicas?: number;
  ports?: Array<{ name: string; containerPort: number; protocol?: string }>;
  cpu?: string;
  memory?: string;
  /** More of the pod's spec. */
  pod?: Record<string, unknown>;
  labels?: Record<string, string>;
  /** Value of the label `k8s-app`, which selects the pods; the name where it is left out. */
  app?: string;
}

function template({
  name,
  app = name,
  image,
  container,
  ports,
  cpu,
  memory,
  pod,
  labels,
}: Workload) {
  return {
    metadata: { labels: { 'k8s-app': app, ...labels } },
    spec: {
      containers: [
        {
          name: container ?? name,
          image,
          ...(ports && { ports }),
          resources: {
            requests: { cpu: cpu ?? '50m', memory: memory ?? '64Mi' },
          },
        },
      ],
      ...pod,
    },
  };
}

function workload(kind: string, given: Workload, spec: object): KubeObject {
  const { name, app = name, namespace: home, labels } = given;
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: home, labels: { 'k8s-app': app, ...labels } },
    spec: {
      ...spec,
      selector: { matchLabels: { 'k8s-app': app } },
      template: template(given),
    },
  };
}

export function deployment(given: Workload): KubeObject {
  return workload('Deployment', given, { replicas: given.replicas ?? 1 });
}

export function daemonSet(given: Workload): KubeObject {
  return workload('DaemonSet', given, {});
}

export function service(
  home: string,
  name: string,
  app: string,
  ports: Array<Record<string, unknown>>,
  more: Record<string, unknown> = {},
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: home, labels: { 'k8s-app': app } },
    spec: { selector: { 'k8s-app': app }, ports, ...more },
  };
}

/** Runs wherever there is a node. */
export const EVERYWHERE = { tolerations: [{ operator: 'Exists' }] };
