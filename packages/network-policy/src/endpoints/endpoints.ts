import { parseAddress } from '../addresses/ranges';
import type { Address } from '../addresses/ranges';
import { READ_ANNOTATIONS } from '../objects/annotations';
import {
  attempt,
  flag,
  get,
  isPresent,
  items,
  root,
  stringMap,
  text,
} from '../objects/fields';
import type { Field } from '../objects/fields';
import type { ParsedObject, Problem } from '../objects/object';
import { tryReading } from '../objects/parseAll';
import type { Labels } from '../selectors/labels';
import { launcherPod } from './kubevirt';
import { workloadOf } from './owners';
import type { Workloads } from './owners';
import { readPodTemplate } from './podTemplate';
import type { PodTemplate } from './podTemplate';
import type { Endpoint, Namespace } from './types';
import { isVm, podLabelsOf, podTemplatePath } from './workloads';

/** Workloads that end: their finished pods are not replaced. */
const RUNS_TO_COMPLETION = new Set(['Job', 'VirtualMachineInstance']);

/** Whether a pod, or an instance of a VM, in this phase has ended. */
export const isFinished = (phase: string): boolean =>
  phase === 'Succeeded' || phase === 'Failed';

/** Where a workload has the template of its pods; what is no workload is not asked. */
const templateAt = (
  { field, reference }: ParsedObject,
  { templates }: Workloads,
) => (podTemplatePath(reference, templates) ?? []).reduce(get, field);

const labelsOf = (
  { reference, source }: ParsedObject,
  { templates }: Workloads,
): Labels => {
  const { apiVersion, kind } = reference;
  return podLabelsOf({ ...source, apiVersion, kind }, templates) ?? {};
};

/** Refuses what an API server refuses of all that `podLabelsOf` reads. */
function checkLabels(template: Field, isLauncher: boolean): void {
  const metadata = get(template, 'metadata');
  stringMap(get(metadata, 'labels'));
  if (isLauncher) {
    text(get(get(metadata, 'annotations'), READ_ANNOTATIONS.istioInject));
    text(get(get(template, 'spec'), 'hostname'));
    text(get(metadata, 'uid'));
  }
}

function templateOf(
  object: ParsedObject,
  workloads: Workloads,
): PodTemplate | undefined {
  const { namespace = '' } = object.reference;
  const template = templateAt(object, workloads);
  const isLauncher = isVm(object.reference);
  checkLabels(template, isLauncher);
  if (isLauncher) {
    return launcherPod(template, namespace);
  }
  return isPresent(template) ? readPodTemplate(template, namespace) : undefined;
}

/** What can be read of the template of a workload that cannot be read as a whole. */
function templateRemains(
  object: ParsedObject,
  workloads: Workloads,
): PodTemplate {
  const spec =
    attempt(() => get(templateAt(object, workloads), 'spec')) ??
    root(undefined);
  const node = attempt(() => text(get(spec, 'nodeName')));
  return {
    ports: [],
    unreadPorts: [],
    hostNetwork: attempt(() => flag(get(spec, 'hostNetwork'))) ?? false,
    serviceAccount: 'default',
    ...(node ? { node } : {}),
    interfaces: [],
  };
}

function podAddresses(status: ReturnType<typeof get>): Address[] {
  const listed = items(get(status, 'podIPs')).map(at => text(get(at, 'ip')));
  const all = listed.length > 0 ? listed : [text(get(status, 'podIP'))];
  return all.flatMap(ip => parseAddress(ip ?? '') ?? []);
}

/** What an object says of itself alone, whatever is beside it. */
interface OwnPart {
  /** Where its template is. */
  readonly at: readonly string[] | undefined;
  readonly template: PodTemplate;
  readonly labels: Labels;
  readonly addresses: readonly Address[];
  readonly nodeAddress?: Address;
}

function readOwnPart(
  object: ParsedObject,
  workloads: Workloads,
): OwnPart | undefined {
  const template = templateOf(object, workloads);
  if (!template) {
    return undefined;
  }
  const isPod = object.reference.kind === 'Pod';
  const status = get(object.field, 'status');
  const hostIP = isPod ? text(get(status, 'hostIP')) : undefined;
  const nodeAddress = hostIP ? parseAddress(hostIP) : undefined;
  const addresses = isPod ? podAddresses(status) : [];
  return {
    at: podTemplatePath(object.reference, workloads.templates),
    template,
    // A Pod's own were read already.
    labels: isPod ? object.labels : labelsOf(object, workloads),
    addresses:
      template.hostNetwork &&
      addresses.length === 0 &&
      nodeAddress !== undefined
        ? [nodeAddress]
        : addresses,
    ...(nodeAddress === undefined ? {} : { nodeAddress }),
  };
}

/** Read once of each object: most are the same from one model to the next. */
const knownParts = new WeakMap<ParsedObject, OwnPart>();

function ownPartOf(
  object: ParsedObject,
  workloads: Workloads,
): OwnPart | undefined {
  const known = knownParts.get(object);
  const at = podTemplatePath(object.reference, workloads.templates);
  if (known && known.at === at) {
    return known;
  }
  const part = readOwnPart(object, workloads);
  if (part) {
    knownParts.set(object, part);
  }
  return part;
}

function endpointOf(
  object: ParsedObject,
  { template, labels, addresses, nodeAddress }: OwnPart,
  workloads: Workloads,
  namespaceOf: (name: string) => Namespace,
): Endpoint {
  return {
    peer: workloadOf(object, workloads),
    ...(object.reference.kind === 'Pod' ? { pod: object.reference.name } : {}),
    object: object.reference,
    namespace: namespaceOf(object.reference.namespace ?? ''),
    labels,
    ...template,
    addresses,
    ...(nodeAddress === undefined ? {} : { nodeAddress }),
  };
}

/** The endpoint that an object is which cannot be read: it is there, and nobody knows what it is like. */
function unreadEndpoint(
  object: ParsedObject,
  fault: string,
  workloads: Workloads,
  namespaceOf: (name: string) => Namespace,
): Endpoint {
  const { reference, field } = object;
  const { kind, name, namespace = '' } = reference;
  const addresses = attempt(() => podAddresses(get(field, 'status'))) ?? [];
  return {
    peer: attempt(() => workloadOf(object, workloads)) ?? {
      type: 'workload',
      namespace,
      name,
      kind,
    },
    ...(kind === 'Pod' ? { pod: name } : {}),
    object: reference,
    namespace: namespaceOf(namespace),
    labels: labelsOf(object, workloads),
    ...templateRemains(object, workloads),
    addresses: kind === 'Pod' ? addresses : [],
    fault,
  };
}

const phaseOf = ({ field }: ParsedObject) =>
  text(get(get(field, 'status'), 'phase')) ?? '';

const keyOfPeer = (peer: { namespace: string; kind: string; name: string }) =>
  `${peer.namespace}/${peer.kind}/${peer.name}`;

export function problemsOfPorts({ object, unreadPorts }: Endpoint): Problem[] {
  return unreadPorts.map(({ error }) => ({
    kind: 'invalid',
    object,
    path: error.path,
    message: `${error.path} ${error.message}`,
  }));
}

/**
 * The interfaces of a launcher pod by the names that the VM has for them: KubeVirt
 * calls them `pod` and a hash there, and lists them in the VM's order.
 * Source: kubevirt `pkg/network/namescheme`, and `pkg/network/multus/annotation.go`.
 */
function namedBy(
  named: Endpoint['interfaces'],
  interfaces: Endpoint['interfaces'],
): Endpoint['interfaces'] {
  const left = [...named];
  return interfaces.map(each => {
    const index = left.findIndex(({ network }) => network === each.network);
    const [own] = index < 0 ? [] : left.splice(index, 1);
    return own ? { ...each, name: own.name } : each;
  });
}

/** Reads the endpoints of the input: pods, and the workloads that stand for pods when there are none. */
export function collectEndpoints(
  objects: readonly ParsedObject[],
  workloads: Workloads,
  namespaceOf: (name: string) => Namespace,
  problems: Problem[],
): Endpoint[] {
  const endpoints: Endpoint[] = [];
  const withPods = new Set<string>();
  const withFinishedPods = new Set<string>();
  const offPodNetwork = new Set<string>();
  const interfacesOfVms = new Map<string, Endpoint['interfaces']>();
  const standIns: Endpoint[] = [];
  for (const object of objects) {
    const read = tryReading(object, problems, () => {
      const part = ownPartOf(object, workloads);
      return part
        ? {
            endpoint: endpointOf(object, part, workloads, namespaceOf),
            phase: phaseOf(object),
          }
        : undefined;
    });
    const found =
      'value' in read
        ? read.value
        : {
            endpoint: unreadEndpoint(object, read.why, workloads, namespaceOf),
            phase: attempt(() => phaseOf(object)) ?? '',
          };
    if (!found) {
      continue;
    }
    const { endpoint, phase } = found;
    problems.push(...problemsOfPorts(endpoint));
    const key = keyOfPeer(endpoint.peer);
    if (endpoint.offPodNetwork) {
      offPodNetwork.add(key);
    }
    const isInstance = object.reference.kind === 'VirtualMachineInstance';
    // An instance has what runs, its VM perhaps what will.
    if (isVm(object.reference) && (isInstance || !interfacesOfVms.has(key))) {
      interfacesOfVms.set(key, endpoint.interfaces);
    }
    if (endpoint.pod === undefined) {
      if (isInstance && isFinished(phase)) {
        withFinishedPods.add(key);
      } else {
        standIns.push(endpoint);
      }
    } else if (isFinished(phase)) {
      withFinishedPods.add(key);
    } else {
      withPods.add(key);
      endpoints.push(endpoint);
    }
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
  // What a launcher pod does not say, its VM does.
  return [...endpoints, ...nearest.values()].map(endpoint => {
    const key = keyOfPeer(endpoint.peer);
    const named = interfacesOfVms.get(key);
    const isOff = offPodNetwork.has(key);
    return named || isOff
      ? {
          ...endpoint,
          ...(named && { interfaces: namedBy(named, endpoint.interfaces) }),
          ...(isOff && { offPodNetwork: true }),
        }
      : endpoint;
  });
}
