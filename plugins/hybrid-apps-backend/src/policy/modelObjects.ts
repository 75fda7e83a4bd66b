import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isDeepStrictEqual } from 'node:util';
import {
  ClusterStore,
  groupResource,
  KubeObject,
  NETWORK_POLICY_KINDS,
  WATCHED_KINDS,
  WatchedKind,
} from '../clusters';
import { at, groupOf } from '../objects';

/** Kinds whose labels, ports and addresses policies go by, as `group/Kind`. */
const SUBJECT_KINDS = [
  '/Namespace',
  '/Pod',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'batch/Job',
  'batch/CronJob',
  'kubevirt.io/VirtualMachine',
  'kubevirt.io/VirtualMachineInstance',
];

/** Kinds that tell more of these, without which a verdict holds nevertheless. */
const OTHER_KINDS = [
  '/Node',
  '/Service',
  '/ServiceAccount',
  'discovery.k8s.io/EndpointSlice',
  'k8s.cni.cncf.io/NetworkAttachmentDefinition',
  'k8s.cni.cncf.io/MultiNetworkPolicy',
];

/** A kind in one of the groups that may serve it. */
interface KindRow {
  group: string;
  kind: string;
  resource: string;
}

const rowsOf = (watched: readonly WatchedKind[]): KindRow[] =>
  watched.flatMap(({ groups, kind, resource }) =>
    groups.map(group => ({ group, kind, resource })),
  );

const named = (names: readonly string[]): KindRow[] =>
  rowsOf(WATCHED_KINDS).filter(({ group, kind }) =>
    names.includes(`${group}/${kind}`),
  );

/** Kinds that decide on traffic. Where one is not known, no verdict is sure. */
const POLICY_ROWS = rowsOf(NETWORK_POLICY_KINDS);
const SUBJECT_ROWS = named(SUBJECT_KINDS);
const MODEL_ROWS = [...POLICY_ROWS, ...SUBJECT_ROWS, ...named(OTHER_KINDS)];

const POLICIES = new Set(
  POLICY_ROWS.map(({ group, kind }) => `${group}/${kind}`),
);

/** Whether objects of this kind are policies, or what policies of their dialect refer to. */
export const isPolicyKind = ({
  apiVersion,
  kind,
}: Pick<KubeObject, 'apiVersion' | 'kind'>): boolean =>
  POLICIES.has(`${groupOf(apiVersion)}/${kind}`);

const DECISIVE = new Set(
  [...POLICY_ROWS, ...SUBJECT_ROWS].map(({ group, resource }) =>
    groupResource(group, resource),
  ),
);

/** Everything of a cluster that has a part in reachability. */
export const modelObjects = (store: ClusterStore): KubeObject[] =>
  MODEL_ROWS.flatMap(({ group, kind }) => store.list({ group, kind }));

/**
 * What is not known of a cluster and may change a verdict: kinds that are
 * neither in step nor absent.
 */
export const decisiveGaps = (store: ClusterStore): KindKnowledge[] =>
  store
    .knowledge()
    .filter(
      ({ kind, state }) =>
        (kind === '*' || DECISIVE.has(kind)) &&
        state !== 'synced' &&
        state !== 'absent',
    );

/** What of an object's status has a part in reachability: addresses, and whether a Pod has ended. */
const DECISIVE_STATUS: Readonly<Record<string, readonly string[]>> = {
  Pod: ['phase', 'podIP', 'podIPs', 'hostIP'],
  Node: ['addresses'],
  VirtualMachineInstance: ['phase'],
};

/** An object without what changes and moves no connection. */
function decisivePart({ metadata, status, ...body }: KubeObject): unknown {
  const { name, namespace, uid, labels, annotations, ownerReferences } =
    metadata;
  return {
    ...body,
    metadata: { name, namespace, uid, labels, annotations, ownerReferences },
    status: (DECISIVE_STATUS[body.kind] ?? []).map(field => at(status, field)),
  };
}

/** Whether the same reachability comes of two lists of {@link modelObjects}. */
export const reachSame = (
  before: readonly KubeObject[],
  after: readonly KubeObject[],
): boolean =>
  before.length === after.length &&
  before.every((object, index) => {
    const other = after[index];
    return (
      object === other ||
      isDeepStrictEqual(decisivePart(object), decisivePart(other))
    );
  });
