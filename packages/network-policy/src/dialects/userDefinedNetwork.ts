import type { Inventory } from '../endpoints/collect';
import { READ_ANNOTATIONS } from '../objects/annotations';
import { get, pathOf, word } from '../objects/fields';
import type { Field } from '../objects/fields';
import type { ParsedObject } from '../objects/object';
import { isRecord } from '../objects/values';
import { allOf, anyOf } from '../policies/expressions';
import type { PeerExpression, Policy, Rule } from '../policies/types';
import {
  EVERYTHING,
  equalitySelector,
  labelSelector,
} from '../selectors/labels';
import type { Dialect } from './standIn';
import { STAND_IN_TIER } from './translation';
import type { Translation } from './translation';

/** What a namespace must have from its start for its pods to be on a primary network. */
const LABEL = 'k8s.ovn.org/primary-user-defined-network';

/** Opens ports of a pod to the cluster's default network. */
const OPEN_PORTS = READ_ANNOTATIONS.openDefaultPorts;

const podsIn = (namespaces?: string, labels = EVERYTHING): PeerExpression => ({
  type: 'pods',
  ...(namespaces === undefined ? {} : { namespaces }),
  labels,
});

/**
 * The cluster's DNS, which pods of every network reach.
 * Source: OVN-Kubernetes, `udn-allowed-default-services`, as it and OpenShift set it.
 */
const DNS = anyOf([
  podsIn('kube-system', equalitySelector({ 'k8s-app': 'kube-dns' })),
  podsIn('openshift-dns'),
]);

/** Probes of a pod's own node get through; for what else does, no manifest says. */
const HOSTS: PeerExpression = { type: 'host', node: '' };

/** Where the specification says that the network is its pods' primary one. */
function primaryRole(network: Field): Field | undefined {
  const topology = word(get(network, 'topology'), [
    'Layer2',
    'Layer3',
    'Localnet',
  ] as const);
  if (!topology) {
    return undefined;
  }
  const role = get(get(network, topology.toLowerCase()), 'role');
  return word(role, ['Primary', 'Secondary'] as const) === 'Primary'
    ? role
    : undefined;
}

/** The namespaces whose pods are on the network. One that is not given is taken to have the label. */
function namespacesOn(
  { reference, field }: ParsedObject,
  { namespaces }: Inventory,
): ReadonlySet<string> {
  const selector =
    reference.kind === 'ClusterUserDefinedNetwork'
      ? labelSelector(get(get(field, 'spec'), 'namespaceSelector'))
      : undefined;
  return new Set(
    [...namespaces.values()]
      .filter(({ name, labels, known }) => {
        const isMeant = selector
          ? selector.test(labels)
          : name === reference.namespace;
        return isMeant && (!known || Object.hasOwn(labels, LABEL));
      })
      .map(each => each.name),
  );
}

const within = (value: unknown, key: string): unknown =>
  isRecord(value) ? value[key] : undefined;

/** Whether a Pod, or the template of a workload, says so; one that cannot be read does not. */
function opensPorts({ source }: ParsedObject): boolean {
  const template = within(within(source, 'spec'), 'template');
  return [source, template].some(
    each =>
      within(within(within(each, 'metadata'), 'annotations'), OPEN_PORTS) !==
      undefined,
  );
}

/**
 * A primary network of OVN-Kubernetes, as the policy that it amounts to: its pods
 * and those of other networks do not reach each other, whatever policies allow.
 * Within it, and with what is outside of the cluster, policies decide.
 * Source: OVN-Kubernetes, User Defined Networks (`k8s.ovn.org/v1`).
 */
function translateUserDefinedNetwork(
  object: ParsedObject,
  { inventory }: Translation,
): Policy | undefined {
  const spec = get(object.field, 'spec');
  const role = primaryRole(
    object.reference.kind === 'ClusterUserDefinedNetwork'
      ? get(spec, 'network')
      : spec,
  );
  if (!role) {
    return undefined;
  }
  const namespaces = namespacesOn(object, inventory);
  const path = pathOf(role);
  const subject = anyOf([...namespaces].map(each => podsIn(each)));
  const others = {
    path,
    text: 'pods that are not on this network',
    match: allOf([podsIn(), { type: 'not', of: subject }]),
  };
  const isolation: Rule = { action: 'Deny', path, peers: [others] };
  const fromNodes: Rule = {
    ...isolation,
    peers: [{ path, text: 'pods on the network of a node', match: HOSTS }],
    unknown: 'what of a node reaches a user defined network is not read',
  };
  const hasOpenPorts = [...namespaces].some(namespace =>
    [...(inventory.sections.get(namespace)?.objects.values() ?? [])].some(
      opensPorts,
    ),
  );
  return {
    reference: object.reference,
    tier: STAND_IN_TIER,
    order: 0,
    tieIsOpen: false,
    isStandIn: true,
    subject,
    subjectPath: 'spec',
    ingress: [
      hasOpenPorts
        ? {
            ...isolation,
            unknown: `which ports ${OPEN_PORTS} opens is not read`,
          }
        : isolation,
      fromNodes,
    ],
    egress: [
      {
        action: 'Pass',
        path,
        peers: [{ path, text: "the cluster's DNS", match: DNS }],
      },
      isolation,
    ],
  };
}

/** Such networks; of one that cannot be read nobody knows whom it keeps apart. */
export const USER_DEFINED_NETWORK: Dialect = {
  read: translateUserDefinedNetwork,
  remains: () => ({}),
};
