import type { BuiltModel } from '../evaluate/built';
import { calicoLabelsOf, classesOf } from '../evaluate/classes';
import type { EndpointClass } from '../evaluate/classes';
import { matrixOf } from '../evaluate/connections';
import { decide } from '../evaluate/decide';
import { postures } from '../evaluate/posture';
import { podsBehind, targetPortAt } from '../evaluate/services';
import type { Service, ServicePort } from '../endpoints/services';
import { formatPeer } from '../endpoints/types';
import type { Endpoint, WorkloadPeer } from '../endpoints/types';
import { hasBit } from '../evaluate/bits';
import { objectKey } from '../objects/parseAll';
import { formatReference } from '../objects/object';
import { contains } from '../ports/connectionSet';
import type { Rule } from '../policies/types';
import { isElsewhere } from './policies';
import type { Finding, IsAsked } from './types';

/** Findings about workloads and Services under the policies as a whole. */

const isDns = ({ namespace, labels }: Endpoint) =>
  (namespace.name === 'kube-system' && labels['k8s-app'] === 'kube-dns') ||
  namespace.name === 'openshift-dns';

/** DNS servers listen on 53, OpenShift's on 5353. */
const DNS_PORTS = [53, 5353];

/** Whether a class may open any connection: one that may not needs no names. */
function opensAny(own: EndpointClass, model: BuiltModel): boolean {
  const { egress, outcomes } = matrixOf(model);
  const row = egress(own.id);
  return [...row.classes, ...row.outside].some(
    outcome => outcome !== outcomes.nothing,
  );
}

/** The DNS server that most clusters have, for manifests that have none. */
function usualDns({ inventory }: BuiltModel): EndpointClass {
  const [namespace, name] = ['kube-system', 'coredns'];
  const kind = 'Deployment';
  const endpoint: Endpoint = {
    peer: { type: 'workload', namespace, name, kind },
    object: { apiVersion: 'apps/v1', kind, namespace, name },
    namespace: inventory.namespaces.get(namespace) ?? {
      name: namespace,
      labels: { 'kubernetes.io/metadata.name': namespace },
      known: false,
    },
    labels: { 'k8s-app': 'kube-dns' },
    ports: [{ name: 'dns', port: 53, protocol: 'UDP' }],
    unreadPorts: [],
    serviceAccount: name,
    hostNetwork: false,
    addresses: [],
    interfaces: [],
  };
  return {
    ...endpoint,
    id: -1,
    calicoLabels: calicoLabelsOf(endpoint, inventory),
    podLabels: endpoint.labels,
    example: endpoint,
  };
}

/** Whether a class may ask for names: of one of these pods, or of some address outside. */
function reachesDns(
  own: EndpointClass,
  dns: readonly EndpointClass[],
  model: BuiltModel,
): boolean {
  const { egress, outcomes } = matrixOf(model);
  const mayAsk = (outcome: number) =>
    [outcomes.allowed(outcome), outcomes.uncertain(outcome)].some(set =>
      DNS_PORTS.some(port => contains(set, 'UDP', port)),
    );
  return (
    dns.some(peer =>
      DNS_PORTS.some(
        number =>
          decide(
            model.tracks.egress[own.id],
            { own, peer, destination: peer },
            { protocol: 'UDP', number },
          ).verdict !== 'denied',
      ),
    ) || [...new Set(egress(own.id).outside)].some(mayAsk)
  );
}

export function egressWithoutDns(
  model: BuiltModel,
  isAsked: IsAsked,
): Finding[] {
  const { classes, inventory } = model;
  const asked = model.policies.filter(
    ({ policy, tier }) =>
      policy.egress &&
      tier.defaultAction === 'Deny' &&
      !policy.isStandIn &&
      isAsked(policy.reference),
  );
  if (asked.length === 0) {
    return [];
  }
  const known = classesOf(inventory.endpoints.filter(isDns), classes);
  const dns = known.length > 0 ? known : [usualDns(model)];
  const without = classes.all.filter(
    own =>
      model.tracks.egress[own.id].isolated &&
      asked.some(({ subject }) => hasBit(subject, own.id)) &&
      opensAny(own, model) &&
      !reachesDns(own, dns, model),
  );
  return asked.flatMap(each => {
    const affected = without.filter(own => hasBit(each.subject, own.id));
    if (affected.length === 0) {
      return [];
    }
    const names = new Set(
      affected.flatMap(own =>
        classes.membersOf(own).map(member => formatPeer(member.peer)),
      ),
    );
    const some = [...names].sort();
    return [
      {
        kind: 'egress-without-dns' as const,
        severity: 'warning' as const,
        object: each.policy.reference,
        path: 'spec.egress',
        message: `${some.slice(0, 3).join(', ')}${
          some.length > 3 ? ` and ${some.length - 3} more` : ''
        } may open connections to some peers alone, and cannot ask DNS for their names`,
        fix: 'Allow egress to UDP and TCP port 53 of the DNS pods (namespace kube-system, k8s-app=kube-dns)',
        related: [],
      },
    ];
  });
}

export function openBesideIsolated(
  model: BuiltModel,
  isAsked: IsAsked,
): Finding[] {
  const { workloads } = model.directory;
  const asked = new Set(
    workloads.filter(({ endpoints }) => isAsked(endpoints[0].object)),
  );
  const namespaces = new Set([...asked].map(({ peer }) => peer.namespace));
  // Whoever is open is so beside others of its namespace.
  const beside = workloads.filter(({ peer }) => namespaces.has(peer.namespace));
  const all = postures(model, beside);
  const isolated = new Set(
    all
      .filter(
        each =>
          each.ingress.posture === 'isolated' ||
          each.egress.posture === 'isolated',
      )
      .map(each => ('namespace' in each.peer ? each.peer.namespace : '')),
  );
  return beside.flatMap((workload, index) => {
    const { hostNetwork, ingress, egress } = all[index];
    const isOpen = ingress.posture === 'open' && egress.posture === 'open';
    return asked.has(workload) &&
      isOpen &&
      !hostNetwork &&
      isolated.has(workload.peer.namespace)
      ? [
          {
            kind: 'workload-open-beside-isolated' as const,
            severity: 'warning' as const,
            object: workload.endpoints[0].object,
            path: '',
            message: `${formatPeer(
              workload.peer,
            )} is open in both directions, while others in namespace ${
              workload.peer.namespace
            } are isolated`,
            fix: 'Add a NetworkPolicy that selects it, or one with an empty podSelector that isolates the namespace',
            related: [],
          },
        ]
      : [];
  });
}

const isSamePeer = (a: WorkloadPeer, b: WorkloadPeer) =>
  a.name === b.name && a.namespace === b.namespace && a.kind === b.kind;

/** Whether anyone but the pods of its own workload gets through to a port of a pod. */
function isReachable(
  { peer }: Endpoint,
  own: EndpointClass,
  { protocol }: ServicePort,
  port: number,
  model: BuiltModel,
): boolean {
  const { ingress, egress, outcomes } = matrixOf(model);
  const row = ingress(own.id);
  const letsIn = (outcome: number) =>
    contains(outcomes.allowed(outcome), protocol, port) ||
    contains(outcomes.uncertain(outcome), protocol, port);
  return (
    [...row.outside].some(letsIn) ||
    model.classes.all.some(
      other =>
        letsIn(
          outcomes.both(
            egress(other.id).classes[own.id],
            row.classes[other.id],
          ),
        ) &&
        model.classes
          .membersOf(other)
          .some(each => !isSamePeer(each.peer, peer)),
    )
  );
}

/** Whether a rule lets pods in that the input does not have: those of an ingress controller, say. */
function letsOthersIn(
  own: EndpointClass,
  { protocol }: ServicePort,
  port: number,
  model: BuiltModel,
): boolean {
  const isOpen = ({ ports }: Rule) =>
    !ports ||
    ports.some(term =>
      'name' in term
        ? own.ports.some(each => each.name === term.name && each.port === port)
        : contains(term.connections, protocol, port),
    );
  return model.tracks.ingress[own.id].tiers
    .flatMap(tier => tier.groups.flat())
    .flatMap(({ policy }) => policy.ingress ?? [])
    .some(
      rule =>
        rule.action === 'Allow' &&
        isOpen(rule) &&
        rule.peers?.some(term => isElsewhere(term.match, model)),
    );
}

function blockedPorts(service: Service, model: BuiltModel): Finding[] {
  const pods = podsBehind(service, model);
  return service.ports.flatMap(target => {
    const targets = pods.flatMap(endpoint => {
      const port = targetPortAt(target, endpoint);
      const own = model.classes.of.get(endpoint);
      return port === undefined || !own || own.hostNetwork
        ? []
        : [{ endpoint, port, own }];
    });
    const isBlocked =
      targets.length > 0 &&
      !targets.some(
        ({ endpoint, port, own }) =>
          isReachable(endpoint, own, target, port, model) ||
          letsOthersIn(own, target, port, model),
      );
    if (!isBlocked) {
      return [];
    }
    const policies = new Map(
      targets.flatMap(({ own }) =>
        model.tracks.ingress[own.id].tiers.flatMap(tier =>
          tier.groups
            .flat()
            .map(
              ({ policy }) =>
                [objectKey(policy.reference), policy.reference] as const,
            ),
        ),
      ),
    );
    return [
      {
        kind: 'service-port-blocked' as const,
        severity: 'error' as const,
        object: service.reference,
        path: target.path,
        message: `${formatReference(service.reference)} offers ${
          target.protocol
        } ${target.port}, and policy lets nobody reach ${target.protocol} ${
          targets[0].port
        } of its pods`,
        fix: `Allow ingress on ${target.protocol} ${targets[0].port} from whom the Service is for, or correct its targetPort`,
        related: [...policies.values()],
      },
    ];
  });
}

export function blockedServices(
  model: BuiltModel,
  isAsked: IsAsked,
): Finding[] {
  return model.inventory.services
    .filter(({ reference }) => isAsked(reference))
    .flatMap(service => blockedPorts(service, model));
}
