import { Evidence } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, ConfiguredHost, HOSTS, KubeObject } from '../clusters';
import { at, called, objectField } from '../objects';

/** A workload that is configured with a Service's address. */
export interface Wire {
  workload: KubeObject;
  service: KubeObject;
  /** The port that the configuration names, where it names one. */
  port?: number;
  evidence: Evidence;
}

const CLUSTER_DOMAIN = /\.svc(?:\.cluster\.local)?$/;

/**
 * The Service behind a name, as the cluster's DNS has it: `name`,
 * `name.namespace` and `name.namespace.svc`, or with the name of a Pod before
 * that of a headless Service (`redis-0.redis`).
 * Source: Kubernetes DNS-Based Service Discovery, 2.3 and 2.4.
 */
function serviceAt(
  host: string,
  ownNamespace: string | undefined,
  store: ClusterStore,
): KubeObject | undefined {
  const isWhole = CLUSTER_DOMAIN.test(host);
  const labels = host.replace(CLUSTER_DOMAIN, '').split('.');
  const find = ([name, namespace]: readonly string[]) =>
    store.get({
      group: '',
      kind: 'Service',
      namespace: namespace ?? ownNamespace,
      name,
    });
  const isNameOfService =
    labels.length === 2 || (labels.length === 1 && !isWhole);
  const isNameOfPod = labels.length === 3 || (labels.length === 2 && !isWhole);
  const service = isNameOfService ? find(labels) : undefined;
  const behindPod = isNameOfPod ? find(labels.slice(1)) : undefined;
  return (
    service ??
    (at(behindPod, 'spec', 'clusterIP') === 'None' ? behindPod : undefined)
  );
}

const written = ({ host, port }: ConfiguredHost): string =>
  port === undefined ? host : `${host}:${port}`;

/**
 * The Services that a workload is configured to talk to: their names in
 * variables and arguments. What a Secret, a ConfigMap or a VM's cloud-init holds
 * is not read.
 */
export function wiresOf(workload: KubeObject, store: ClusterStore): Wire[] {
  const wires = new Map<string, Wire>();
  for (const configured of workload[HOSTS] ?? []) {
    const { host, port, variable, fieldPath } = configured;
    const service = serviceAt(host, workload.metadata.namespace, store);
    if (service && !wires.has(service.metadata.uid)) {
      wires.set(service.metadata.uid, {
        workload,
        service,
        ...(port && { port }),
        evidence: {
          text: `${called(workload)} is configured with the address of ${called(
            service,
          )}${variable ? ` (${variable})` : ''}`,
          object: objectField(store.name, workload),
          fieldPath,
          value: written(configured),
        },
      });
    }
  }
  return [...wires.values()];
}
