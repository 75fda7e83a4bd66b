import { parseAddress } from '../addresses/ranges';
import type { Address } from '../addresses/ranges';
import { get, isPresent, items, text } from '../objects/fields';
import { objectKey, reading } from '../objects/parseAll';
import type { ParsedObject, Problem } from '../objects/object';
import { launcherPod } from './kubevirt';
import { workloadOf } from './owners';
import type { FindObject } from './owners';
import { readPodTemplate } from './podTemplate';
import type { PodTemplate } from './podTemplate';
import { readBackends, readGrant } from './routes';
import type { ReferenceGrant, RouteBackend } from './routes';
import { readService, readSlice } from './services';
import type { Service, ServiceSlice } from './services';
import type { Endpoint, Namespace, NodeInfo } from './types';

/** Everything of the input but the policies, read. */
export interface Inventory {
  /** Everything but `others`, by the key of `objectKey`. */
  readonly objects: ReadonlyMap<string, ParsedObject>;
  /** What of the input is no Kubernetes object. */
  readonly unreadable: readonly Problem[];
  readonly endpoints: readonly Endpoint[];
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly nodes: readonly NodeInfo[];
  readonly services: readonly Service[];
  readonly slices: readonly ServiceSlice[];
  /** Where Ingresses and routes of the Gateway API lead. */
  readonly routes: readonly RouteBackend[];
  readonly grants: readonly ReferenceGrant[];
  /** Labels of ServiceAccounts, by `namespace/name`. */
  readonly serviceAccounts: ReadonlyMap<string, ParsedObject>;
  /** Objects of all other kinds, policies among them, in the order of their keys. */
  readonly others: readonly ParsedObject[];
  readonly problems: readonly Problem[];
}

const WORKLOADS: Readonly<Record<string, string>> = {
  Pod: '',
  ReplicationController: '',
  Deployment: 'apps',
  ReplicaSet: 'apps',
  StatefulSet: 'apps',
  DaemonSet: 'apps',
  Job: 'batch',
  CronJob: 'batch',
  VirtualMachine: 'kubevirt.io',
  VirtualMachineInstance: 'kubevirt.io',
};

/** Workloads that end: their finished pods are not replaced. */
const RUNS_TO_COMPLETION = new Set(['Job', 'VirtualMachineInstance']);

const FINISHED = new Set(['Succeeded', 'Failed']);

function templateOf(object: ParsedObject): PodTemplate | undefined {
  const { kind, name, namespace = '' } = object.reference;
  const spec = get(object.field, 'spec');
  const metadata = get(object.field, 'metadata');
  const template = get(spec, 'template');
  switch (kind) {
    case 'Pod':
      return readPodTemplate(object.field, namespace);
    case 'CronJob':
      return readPodTemplate(
        get(get(get(spec, 'jobTemplate'), 'spec'), 'template'),
        namespace,
      );
    case 'VirtualMachineInstance':
      return launcherPod(
        name,
        namespace,
        metadata,
        spec,
        text(get(metadata, 'uid')),
      );
    case 'VirtualMachine':
      return launcherPod(
        name,
        namespace,
        get(template, 'metadata'),
        get(template, 'spec'),
        undefined,
      );
    default:
      return isPresent(template)
        ? readPodTemplate(template, namespace)
        : undefined;
  }
}

function podAddresses(status: ReturnType<typeof get>): Address[] {
  const listed = items(get(status, 'podIPs')).map(at => text(get(at, 'ip')));
  const all = listed.length > 0 ? listed : [text(get(status, 'podIP'))];
  return all.flatMap(ip => parseAddress(ip ?? '') ?? []);
}

function endpointOf(
  object: ParsedObject,
  template: PodTemplate,
  find: FindObject,
  namespaceOf: (name: string) => Namespace,
): Endpoint {
  const isPod = object.reference.kind === 'Pod';
  const status = get(object.field, 'status');
  const hostIP = isPod ? text(get(status, 'hostIP')) : undefined;
  const nodeAddress = hostIP ? parseAddress(hostIP) : undefined;
  const addresses = isPod ? podAddresses(status) : [];
  return {
    peer: workloadOf(object, find),
    ...(isPod ? { pod: object.reference.name } : {}),
    object: object.reference,
    namespace: namespaceOf(object.reference.namespace ?? ''),
    ...template,
    addresses:
      template.hostNetwork &&
      addresses.length === 0 &&
      nodeAddress !== undefined
        ? [nodeAddress]
        : addresses,
    ...(nodeAddress === undefined ? {} : { nodeAddress }),
  };
}

const keyOfPeer = (peer: { namespace: string; kind: string; name: string }) =>
  `${peer.namespace}/${peer.kind}/${peer.name}`;

/** Reads the endpoints of the input: pods, and the workloads that stand for pods when there are none. */
function collectEndpoints(
  objects: readonly ParsedObject[],
  find: FindObject,
  namespaceOf: (name: string) => Namespace,
  problems: Problem[],
): Endpoint[] {
  const endpoints: Endpoint[] = [];
  const withPods = new Set<string>();
  const withFinishedPods = new Set<string>();
  const offPodNetwork = new Set<string>();
  const standIns: Endpoint[] = [];
  for (const object of objects) {
    reading(object, problems, () => {
      const template = templateOf(object);
      if (!template) {
        return;
      }
      const endpoint = endpointOf(object, template, find, namespaceOf);
      const phase = text(get(get(object.field, 'status'), 'phase')) ?? '';
      if (template.offPodNetwork) {
        offPodNetwork.add(keyOfPeer(endpoint.peer));
      }
      if (endpoint.pod === undefined) {
        if (
          object.reference.kind === 'VirtualMachineInstance' &&
          FINISHED.has(phase)
        ) {
          withFinishedPods.add(keyOfPeer(endpoint.peer));
        } else {
          standIns.push(endpoint);
        }
      } else if (FINISHED.has(phase)) {
        withFinishedPods.add(keyOfPeer(endpoint.peer));
      } else {
        withPods.add(keyOfPeer(endpoint.peer));
        endpoints.push(endpoint);
      }
    });
  }
  // Of a chain of owners one stands for the pods that are not there: the one
  // nearest to them, since a VMI knows more than its VM, but not an old
  // ReplicaSet, which is not what the Deployment would run.
  const nearest = new Map<string, Endpoint>();
  for (const endpoint of standIns) {
    const key = keyOfPeer(endpoint.peer);
    const ended =
      withFinishedPods.has(key) && RUNS_TO_COMPLETION.has(endpoint.peer.kind);
    if (withPods.has(key) || ended) {
      continue;
    }
    const isTop = endpoint.object.kind === endpoint.peer.kind;
    const isVmi = endpoint.object.kind === 'VirtualMachineInstance';
    if (
      !nearest.has(key) ||
      isVmi ||
      (isTop && endpoint.peer.kind !== 'VirtualMachine')
    ) {
      nearest.set(key, endpoint);
    }
  }
  // A launcher pod does not say it, its VM does.
  return [...endpoints, ...nearest.values()].map(endpoint =>
    offPodNetwork.has(keyOfPeer(endpoint.peer))
      ? { ...endpoint, offPodNetwork: true }
      : endpoint,
  );
}

/** A pod on the host's network has its node's addresses, also when it does not say them. */
function withNodeAddresses(
  endpoint: Endpoint,
  nodes: readonly NodeInfo[],
): Endpoint {
  if (!endpoint.hostNetwork || endpoint.addresses.length > 0) {
    return endpoint;
  }
  const node = nodes.find(each => each.name === endpoint.node);
  return node ? { ...endpoint, addresses: node.addresses } : endpoint;
}

/**
 * Reads a mix of objects. Each that cannot be read is a problem, and the others
 * are read all the same.
 */
export function collectInventory(
  objects: ReadonlyMap<string, ParsedObject>,
  unreadable: readonly Problem[],
): Inventory {
  const problems: Problem[] = [...unreadable];
  // By key, so that the order of the input never matters.
  const parsed = [...objects]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, object]) => object);
  const byKey = new Map<string, ParsedObject>();
  const namespaces = new Map<string, Namespace>();
  for (const object of parsed) {
    const { kind, namespace = '', name } = object.reference;
    if (WORKLOADS[kind] === object.group) {
      byKey.set(`${kind}|${namespace}|${name}`, object);
    }
    if (kind === 'Namespace' && object.group === '') {
      namespaces.set(name, {
        name,
        labels: { ...object.labels, 'kubernetes.io/metadata.name': name },
        known: true,
      });
    }
  }
  const namespaceOf = (name: string): Namespace => {
    let namespace = namespaces.get(name);
    if (!namespace) {
      namespace = {
        name,
        labels: { 'kubernetes.io/metadata.name': name },
        known: false,
      };
      namespaces.set(name, namespace);
    }
    return namespace;
  };

  const nodes: NodeInfo[] = [];
  const services: Service[] = [];
  const slices: ServiceSlice[] = [];
  const routes: RouteBackend[] = [];
  const grants: ReferenceGrant[] = [];
  const serviceAccounts = new Map<string, ParsedObject>();
  const others: ParsedObject[] = [];
  const read = new Map(objects);
  for (const object of parsed) {
    const { kind, namespace, name } = object.reference;
    if (namespace !== undefined) {
      namespaceOf(namespace);
    }
    if (object.group === '' && kind === 'Node') {
      reading(object, problems, () =>
        nodes.push({
          name,
          labels: object.labels,
          addresses: items(
            get(get(object.field, 'status'), 'addresses'),
          ).flatMap(at => parseAddress(text(get(at, 'address')) ?? '') ?? []),
        }),
      );
    } else if (object.group === '' && kind === 'Service') {
      reading(object, problems, () => services.push(readService(object)));
    } else if (
      object.group === 'discovery.k8s.io' &&
      kind === 'EndpointSlice'
    ) {
      reading(object, problems, () => {
        const slice = readSlice(object);
        if (slice) {
          slices.push(slice);
        }
      });
    } else if (object.group === '' && kind === 'ServiceAccount') {
      serviceAccounts.set(`${namespace}/${name}`, object);
    } else if (WORKLOADS[kind] !== object.group && kind !== 'Namespace') {
      others.push(object);
      read.delete(objectKey(object.reference));
      reading(object, problems, () => {
        routes.push(...readBackends(object));
        const grant = readGrant(object);
        grants.push(...(grant ? [grant] : []));
      });
    }
  }
  const workloads = parsed.filter(
    object => WORKLOADS[object.reference.kind] === object.group,
  );
  const find: FindObject = (kind, namespace, name) =>
    byKey.get(`${kind}|${namespace}|${name}`);
  return {
    objects: read,
    unreadable,
    endpoints: collectEndpoints(workloads, find, namespaceOf, problems).map(
      endpoint => withNodeAddresses(endpoint, nodes),
    ),
    namespaces,
    nodes,
    services,
    slices,
    routes,
    grants,
    serviceAccounts,
    others,
    problems,
  };
}

/** The same inventory with other policies: nothing else may differ. */
export function withOtherObjects(
  inventory: Inventory,
  others: ReadonlyMap<string, ParsedObject>,
  unreadable: readonly Problem[],
): Inventory {
  return {
    ...inventory,
    unreadable,
    others: [...others]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object),
    problems: [
      ...unreadable,
      ...inventory.problems.slice(inventory.unreadable.length),
    ],
  };
}

export function otherObjects({ others }: Inventory): Map<string, ParsedObject> {
  return new Map(others.map(each => [objectKey(each.reference), each]));
}
