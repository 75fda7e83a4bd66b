import { ObjectKey } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import {
  ConfiguredHost,
  HOSTS,
  KubeObject,
  tellsAddress,
} from '../../clusters';
import { at, called, list } from '../../objects';
import { servicePorts } from '../services/ports';
import { Name } from '../types';

/**
 * A name of a Service or of a Pod behind one, up to `.svc` and whatever the cluster's
 * domain is, but for that of a set of clusters: it means what one of these exports.
 * Source: KEP-1645, DNS.
 */
const WHOLE_NAME =
  /^((?:[^.]+\.){1,2}[^.]+)\.svc(?!\.clusterset\.local$)(?:\.|$)/;

/** A Service that a host may mean: itself, or a Pod behind it, as only headless ones have. */
interface Meant {
  key: ObjectKey;
  isHeadless: boolean;
}

/**
 * The Services that a name may mean, as the cluster's DNS has it: `name`,
 * `name.namespace`, `name.namespace.svc` and so on with the cluster's domain, or
 * with the name of a Pod before that of a headless Service (`redis-0.redis`).
 * Source: Kubernetes DNS-Based Service Discovery, 2.3 and 2.4.
 */
export function meantBy(
  host: string,
  ownNamespace: string | undefined,
): Meant[] {
  const whole = host.match(WHOLE_NAME)?.[1];
  const isWhole = whole !== undefined;
  const labels = (whole ?? host).split('.');
  const service = ([name, namespace]: readonly string[]): ObjectKey => ({
    group: '',
    kind: 'Service',
    namespace: namespace ?? ownNamespace,
    name,
  });
  const isNameOfService =
    labels.length === 2 || (labels.length === 1 && !isWhole);
  const isNameOfPod = labels.length === 3 || (labels.length === 2 && !isWhole);
  return [
    ...(isNameOfService ? [{ key: service(labels), isHeadless: false }] : []),
    ...(isNameOfPod
      ? [{ key: service(labels.slice(1)), isHeadless: true }]
      : []),
  ];
}

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

const hasPort = (service: KubeObject, port: number): boolean =>
  servicePorts(service).some(one => one.port === port);

/**
 * @param goesTo - the port, where it is known
 * @param isMeant - whether it is known of this Service
 */
function hostName(
  object: KubeObject,
  configured: ConfiguredHost,
  goesTo: number | undefined = configured.port,
  isMeant: (service: KubeObject) => boolean = () => true,
): Name[] {
  const { host, port, variable, fieldPath } = configured;
  const { namespace } = object.metadata;
  const meant = meantBy(host, namespace);
  const [first, ...others] = meant.map(({ key }) => key);
  if (!first) {
    return [];
  }
  return [
    {
      relation: 'connects',
      to: first,
      or: others,
      accepts: service =>
        isMeant(service) &&
        isAddress(configured, service) &&
        meant.some(
          ({ key, isHeadless }) =>
            key.name === service.metadata.name &&
            key.namespace === service.metadata.namespace &&
            (!isHeadless || at(service, 'spec', 'clusterIP') === 'None'),
        ),
      text: `${called(object)} is configured with the address of Service ${
        first.name
      }`,
      fieldPath,
      value: port === undefined ? host : `${host}:${port}`,
      ...(goesTo !== undefined && { ports: String(goesTo) }),
      ...(variable && { via: variable }),
    },
  ];
}

/**
 * A URL without a port goes to that of its scheme. Where the Service has none such,
 * something else puts the port to it, and it may be any of them.
 */
function namesOfHost(object: KubeObject, configured: ConfiguredHost): Name[] {
  const { byScheme } = configured;
  return byScheme === undefined
    ? hostName(object, configured)
    : [
        ...hostName(object, configured, byScheme, service =>
          hasPort(service, byScheme),
        ),
        ...hostName(
          object,
          configured,
          undefined,
          service => !hasPort(service, byScheme),
        ),
      ];
}

/**
 * The Services that a workload is configured to talk to, by their names in
 * variables and arguments. What a Secret, a ConfigMap or a VM's cloud-init holds
 * is not read.
 */
export const hostNames = (object: KubeObject): Name[] =>
  (object[HOSTS] ?? []).flatMap(configured => namesOfHost(object, configured));
