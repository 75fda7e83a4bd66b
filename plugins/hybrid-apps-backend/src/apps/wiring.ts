import { Evidence } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject } from '../clusters';
import { at, called, list, objectField, podTemplateOf, text } from '../objects';

/** A workload that is configured with a Service's address. */
export interface Wire {
  workload: KubeObject;
  service: KubeObject;
  /** The port that the configuration names, where it names one. */
  port?: number;
  evidence: Evidence;
}

/** Text of a workload's configuration, and where it stands. */
interface Configured {
  value: string;
  fieldPath: string;
  /** What it is called there, like the name of a variable. */
  name?: string;
}

function configuration(object: KubeObject): Configured[] {
  const template = podTemplateOf(object);
  if (!template) {
    return [];
  }
  const { spec, specPath } = template;
  return ['initContainers', 'containers'].flatMap(field =>
    list(at(spec, field)).flatMap((container, c) => {
      const where = `${specPath}.${field}[${c}]`;
      return [
        ...list(at(container, 'env')).flatMap((entry, e) => {
          const value = text(at(entry, 'value'));
          const name = text(at(entry, 'name'));
          return value
            ? [{ value, fieldPath: `${where}.env[${e}].value`, name }]
            : [];
        }),
        ...['command', 'args'].flatMap(part =>
          list(at(container, part)).flatMap((argument, a) => {
            const value = text(argument);
            return value
              ? [{ value, fieldPath: `${where}.${part}[${a}]` }]
              : [];
          }),
        ),
      ];
    }),
  );
}

/** Variables that hold an address say so; `MODE=web` does not name the Service `web`. */
const NAMES_AN_ADDRESS =
  /host|url|uri|addr|server|endpoint|service|dsn|connection|broker|upstream|backend|peer/i;

const HOST =
  /(^|[^A-Za-z0-9.-])([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?/g;

/** Whether a bare name is meant as a host where it stands. */
function isMeantAsHost(
  { value, name }: Configured,
  before: string,
  port: string | undefined,
): boolean {
  return (
    port !== undefined ||
    before.endsWith('/') ||
    before.endsWith('@') ||
    (name !== undefined && NAMES_AN_ADDRESS.test(name) && value.length > 0)
  );
}

/** `name`, `name.namespace`, `name.namespace.svc`, `name.namespace.svc.cluster.local`. */
function readHost(
  host: string,
  ownNamespace: string | undefined,
): { name: string; namespace: string | undefined } | undefined {
  const [name, namespace, svc, ...domain] = host.split('.');
  if (namespace === undefined) {
    return { name, namespace: ownNamespace };
  }
  const isClusterDomain =
    domain.length === 0 || domain.join('.') === 'cluster.local';
  return (svc === undefined || svc === 'svc') && isClusterDomain
    ? { name, namespace }
    : undefined;
}

/**
 * The Services that a workload is configured to talk to: their names in
 * variables and arguments. What a Secret, a ConfigMap or a VM's cloud-init holds
 * is not read.
 */
export function wiresOf(workload: KubeObject, store: ClusterStore): Wire[] {
  const wires = new Map<string, Wire>();
  for (const configured of configuration(workload)) {
    for (const match of configured.value.matchAll(HOST)) {
      const [, lead, host, port] = match;
      const target = readHost(host, workload.metadata.namespace);
      const before = configured.value.slice(0, match.index) + lead;
      const service =
        target &&
        (host.includes('.') || isMeantAsHost(configured, before, port))
          ? store.get({ group: '', kind: 'Service', ...target })
          : undefined;
      if (service && !wires.has(service.metadata.uid)) {
        wires.set(service.metadata.uid, {
          workload,
          service,
          ...(port && { port: Number(port) }),
          evidence: {
            text: `${called(
              workload,
            )} is configured with the address of ${called(service)}${
              configured.name ? ` (${configured.name})` : ''
            }`,
            object: objectField(store.name, workload),
            fieldPath: configured.fieldPath,
            value: port ? `${host}:${port}` : host,
          },
        });
      }
    }
  }
  return [...wires.values()];
}
