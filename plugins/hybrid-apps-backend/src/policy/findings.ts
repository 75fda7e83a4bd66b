import {
  Finding as EngineFinding,
  FindingKind,
  ObjectReference,
} from '@hybrid-apps/network-policy';
import {
  Finding,
  KindKnowledge,
  PolicySummary,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { withControllers } from '../clusters';
import { groupOf, isMadeByWorkload, isWorkload } from '../objects';
import { ClusterPolicy } from './clusterPolicy';
import { gapsIn } from './knowledge';
import { PolicyMember } from './peers';
import { PolicyStore } from './policyStore';
import { Reader, tellsHidden } from './reader';
import { referenceField } from './rules';

const TITLES: Record<FindingKind, string> = {
  'invalid-object': 'Cannot be read',
  'unsupported-object': 'Cannot be judged',
  'policy-selects-nothing': 'Policy selects nothing',
  'peer-matches-nothing': 'Rule matches no peer',
  'named-port-unresolved': 'Named port is declared nowhere',
  'egress-without-dns': 'Isolated for egress, and DNS is not permitted',
  'service-port-blocked': 'Policy blocks a Service',
  'policy-shadowed': 'Policy never decides',
  'equal-priority': 'Equal priorities',
  'policies-not-enforced': 'Policies are not enforced',
  'workload-open-beside-isolated': 'Open beside isolated workloads',
  'rule-open-to-world': 'Open to the world',
  'secondary-interface-uncovered': 'Interface that no policy covers',
};

/** What a person knows a Pod by: the workload that made it. */
function madeBy(
  store: PolicyStore,
  reference: ObjectReference,
): ObjectReference {
  const object = store.get({
    ...reference,
    group: groupOf(reference.apiVersion),
  });
  let top = object;
  for (const next of object ? withControllers(object, store) : []) {
    top = next;
    if (!isMadeByWorkload(next)) {
      break;
    }
  }
  if (!top || top === object) {
    return reference;
  }
  const { apiVersion, kind, metadata } = top;
  const { namespace, name } = metadata;
  return { apiVersion, kind, ...(namespace && { namespace }), name };
}

function wireFinding(store: PolicyStore, finding: EngineFinding): Finding {
  const { kind, severity, path, message, fix, related } = finding;
  const object = madeBy(store, finding.object);
  return {
    code: kind,
    severity,
    title: `${TITLES[kind]}: ${object.kind} ${object.name}`,
    message,
    fix,
    objects: [object, ...related].map(reference =>
      referenceField(store.name, reference),
    ),
    ...(path && { fieldPath: path }),
  };
}

/**
 * Told from the network plugin, which needs no DaemonSet of the engine's to be
 * recognised.
 */
function notEnforced(
  { enforced, cluster, plugin, message }: ClusterPolicy['enforcement'],
  policies: readonly PolicySummary[],
): Finding[] {
  if (enforced !== 'no' || policies.length === 0) {
    return [];
  }
  return [
    {
      code: 'policies-not-enforced',
      severity: 'error',
      title: `${TITLES['policies-not-enforced']}: cluster ${cluster}`,
      message: message ?? `${plugin} enforces no network policies.`,
      fix: 'Install a network plugin that enforces them, like Calico or Cilium.',
      objects: policies.map(({ id, apiVersion, kind, namespace, name }) => ({
        id,
        apiVersion,
        kind,
        ...(namespace && { namespace }),
        name,
      })),
    },
  ];
}

const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'info'];

/** Of objects that have no part in any app, for the very reason that is found. */
const OF_NO_APP: readonly FindingKind[] = [
  'invalid-object',
  'unsupported-object',
  'policy-selects-nothing',
];

/** What there is in any namespace may belie these, and so who does not see all is not told them. */
const HANG_ON_ALL: readonly FindingKind[] = [
  'egress-without-dns',
  'named-port-unresolved',
  'peer-matches-nothing',
  'service-port-blocked',
];

/** Whether a finding holds, of a cluster that is known in some namespaces alone. */
function isSure(
  { gaps }: ClusterPolicy,
  { kind, object }: EngineFinding,
): boolean {
  const partial = gaps.filter(({ namespaces }) => namespaces !== undefined);
  const isOfOne = object.namespace && !HANG_ON_ALL.includes(kind);
  return gapsIn(partial, isOfOne ? [object.namespace ?? ''] : []).length === 0;
}

/** In place of what a finding says of objects that its reader does not see. */
const SHORT =
  'It has to do with objects in namespaces that you may not see; who may see them is told which.';

/** A finding as its reader may have it: what is found, and on which of the objects that are seen. */
function toldOf(
  finding: Finding,
  store: PolicyStore,
  { sight }: Reader,
): Finding {
  const { title, fix, ...rest } = finding;
  const isSeen = ({ namespace }: Finding['objects'][number]) =>
    namespace === undefined || sight.sees(store.name, namespace);
  const isHidden = (text: string) => tellsHidden(text, store, sight);
  const objects = rest.objects.filter(isSeen);
  const isWhole =
    objects.length === rest.objects.length &&
    ![rest.message, fix ?? ''].some(isHidden);
  return isWhole ? finding : { ...rest, title, objects, message: SHORT };
}

const seesAllOf = (
  { within, model, store: { name } }: ClusterPolicy,
  { sight }: Reader,
): boolean => within(namespace => sight.sees(name, namespace)) === model;

/**
 * That findings are kept from who does not see all of a cluster, whether there
 * are any or not: that alone would tell something of what is hidden.
 */
export const withheldFindings = (
  policy: ClusterPolicy,
  reader: Reader,
): KindKnowledge[] =>
  seesAllOf(policy, reader)
    ? []
    : [
        {
          cluster: policy.store.name,
          kind: '*',
          state: 'hidden',
          message:
            'Findings that hang on every namespace of the cluster (DNS that egress lacks, named ports, peers that match nothing, Services that policies block) are told to who may see all of them alone.',
        },
      ];

/**
 * What someone ought to act on of one cluster, as far as it concerns the app:
 * its objects, the policies that select its workloads, and the policies of its
 * namespaces that cannot be read or select nothing. The worst first.
 */
export function findingsOf(
  policy: ClusterPolicy,
  members: readonly PolicyMember[],
  applied: readonly PolicySummary[],
  reader: Reader,
): Finding[] {
  const cluster = policy.store.name;
  const concerned = new Set([
    ...members.map(({ id }) => id),
    ...applied.map(({ id }) => id),
  ]);
  const namespaces = new Set(
    members
      .filter(member => member.cluster === cluster && isWorkload(member.object))
      .map(({ object }) => object.metadata.namespace),
  );
  const seesAll = seesAllOf(policy, reader);
  const about = (object: ObjectReference, kind: FindingKind): boolean =>
    kind !== 'policies-not-enforced' &&
    (seesAll || !HANG_ON_ALL.includes(kind)) &&
    (concerned.has(referenceField(cluster, object).id) ||
      (OF_NO_APP.includes(kind) && namespaces.has(object.namespace)));
  return [
    ...notEnforced(policy.enforcement, applied),
    // Whatever others have in the cluster takes no time here.
    ...policy.model
      .findings({ about })
      .filter(finding => isSure(policy, finding))
      .map(finding =>
        toldOf(wireFinding(policy.store, finding), policy.store, reader),
      ),
  ].sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
}
