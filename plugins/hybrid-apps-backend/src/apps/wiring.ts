import { Evidence } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  ClusterStore,
  ConfiguredHost,
  HOSTS,
  KubeObject,
  tellsAddress,
} from '../clusters';
import { at, called, list, objectField } from '../objects';

/** A workload that is configured with a Service's address. */
export interface Wire {
  workload: KubeObject;
  service: KubeObject;
  /** The ports that the configuration names, in rising order; none where it names none. */
  ports: readonly number[];
  evidence: Evidence;
}

/** A name of a Service or of a Pod behind one, up to `.svc` and whatever the cluster's domain is. */
const WHOLE_NAME = /^((?:[^.]+\.){1,2}[^.]+)\.svc(?:\.|$)/;

/**
 * The Service behind a name, as the cluster's DNS has it: `name`,
 * `name.namespace`, `name.namespace.svc` and so on with the cluster's domain, or
 * with the name of a Pod before that of a headless Service (`redis-0.redis`).
 * Source: Kubernetes DNS-Based Service Discovery, 2.3 and 2.4.
 */
function serviceAt(
  host: string,
  ownNamespace: string | undefined,
  store: ClusterStore,
): KubeObject | undefined {
  const whole = host.match(WHOLE_NAME)?.[1];
  const isWhole = whole !== undefined;
  const labels = (whole ?? host).split('.');
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

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/**
 * Whether what looks like `host:port` may be one. Where the variable does not say
 * that it holds an address, it may be a user and a password (`BASIC_AUTH=db:31337`):
 * then it must be a port that the Service has.
 */
function isAddress(
  { host, port, variable }: ConfiguredHost,
  service: KubeObject,
): boolean {
  const ports = list(at(service, 'spec', 'ports'));
  return (
    port === undefined ||
    host.includes('.') ||
    ports.length === 0 ||
    (variable !== undefined && tellsAddress(variable)) ||
    ports.some(one => at(one, 'port') === port)
  );
}

/** What tells that a workload is configured with a Service's address: what names a port, where anything does. */
function wireOf(
  workload: KubeObject,
  service: KubeObject,
  store: ClusterStore,
  configured: readonly ConfiguredHost[],
): Wire {
  const ports = distinct(configured.flatMap(({ port }) => port ?? []));
  const telling =
    ports.length === 0
      ? configured.slice(0, 1)
      : ports.flatMap(port => configured.find(one => one.port === port) ?? []);
  const variables = distinct(telling.flatMap(({ variable }) => variable ?? []));
  return {
    workload,
    service,
    ports: [...ports].sort((a, b) => a - b),
    evidence: {
      text: `${called(workload)} is configured with the address of ${called(
        service,
      )}${variables.length > 0 ? ` (${variables.join(', ')})` : ''}`,
      object: objectField(store.name, workload),
      fieldPath: telling[0]?.fieldPath,
      value: telling.map(written).join(', '),
    },
  };
}

/**
 * The Services that a workload is configured to talk to: their names in
 * variables and arguments. What a Secret, a ConfigMap or a VM's cloud-init holds
 * is not read.
 */
export function wiresOf(workload: KubeObject, store: ClusterStore): Wire[] {
  const byService = new Map<KubeObject, ConfiguredHost[]>();
  for (const configured of workload[HOSTS] ?? []) {
    const { namespace } = workload.metadata;
    const service = serviceAt(configured.host, namespace, store);
    if (service && isAddress(configured, service)) {
      const others = byService.get(service) ?? [];
      byService.set(service, [...others, configured]);
    }
  }
  return [...byService].map(([service, configured]) =>
    wireOf(workload, service, store, configured),
  );
}
