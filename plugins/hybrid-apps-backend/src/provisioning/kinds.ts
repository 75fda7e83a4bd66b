import {
  Manifest,
  ObjectRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ServedKind } from '../clusters';

/** What says who may connect, and is there before anything that it protects. */
const POLICIES: ReadonlyArray<readonly [string, string]> = [
  ['networking.k8s.io', 'NetworkPolicy'],
  ['k8s.cni.cncf.io', 'MultiNetworkPolicy'],
  ['projectcalico.org', 'NetworkPolicy'],
  ['projectcalico.org', 'StagedNetworkPolicy'],
  ['projectcalico.org', 'StagedKubernetesNetworkPolicy'],
];

/**
 * What may be provisioned, in the order that it is written in: what others
 * refer to first, policies before workloads, so that nothing ever runs
 * unprotected, and the ways in last.
 *
 * It is a list of what is permitted, not of what is forbidden, because the
 * portal often has more rights on a cluster than the person who asks. Left out
 * on purpose: kinds without namespace and RBAC (they reach further than one
 * app), and Secrets (the task's record and log are no place for their values).
 */
const STAGES: ReadonlyArray<ReadonlyArray<readonly [string, string]>> = [
  [
    ['', 'ServiceAccount'],
    ['', 'ConfigMap'],
    ['instancetype.kubevirt.io', 'VirtualMachineInstancetype'],
    ['instancetype.kubevirt.io', 'VirtualMachinePreference'],
    ['k8s.cni.cncf.io', 'NetworkAttachmentDefinition'],
  ],
  [
    ['', 'PersistentVolumeClaim'],
    ['cdi.kubevirt.io', 'DataVolume'],
  ],
  POLICIES,
  [['', 'Service']],
  [['kubevirt.io', 'VirtualMachine']],
  [
    ['apps', 'StatefulSet'],
    ['apps', 'Deployment'],
    ['apps', 'DaemonSet'],
    ['batch', 'Job'],
    ['batch', 'CronJob'],
    ['', 'Pod'],
  ],
  [
    ['autoscaling', 'HorizontalPodAutoscaler'],
    ['policy', 'PodDisruptionBudget'],
  ],
  [
    ['networking.k8s.io', 'Ingress'],
    ['gateway.networking.k8s.io', 'HTTPRoute'],
    ['gateway.networking.k8s.io', 'GRPCRoute'],
    ['gateway.networking.k8s.io', 'TCPRoute'],
    ['gateway.networking.k8s.io', 'TLSRoute'],
  ],
];

/** Group and kind of all that may be provisioned. */
export const PROVISIONABLE_KINDS = STAGES.flat();

const STAGE_OF = new Map(
  STAGES.flatMap((kinds, stage) =>
    kinds.map(([group, kind]) => [`${group}/${kind}`, stage] as const),
  ),
);

type TypeMeta = Pick<ObjectRef, 'apiVersion' | 'kind'>;

function groupVersion(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? { group: '', version: apiVersion }
    : {
        group: apiVersion.slice(0, slash),
        version: apiVersion.slice(slash + 1),
      };
}

function stageOf({ apiVersion, kind }: TypeMeta): number | undefined {
  return STAGE_OF.get(`${groupVersion(apiVersion).group}/${kind}`);
}

/** Whether objects of this kind may be provisioned. */
export function isProvisionable(type: TypeMeta): boolean {
  return stageOf(type) !== undefined;
}

/** Whether objects of this kind say who may connect. */
export function isPolicy(type: TypeMeta): boolean {
  return stageOf(type) === STAGES.indexOf(POLICIES);
}

/** Sorts into the order of writing; equals keep theirs. */
export function orderByKind<T>(
  items: readonly T[],
  typeOf: (item: T) => TypeMeta,
): T[] {
  const rank = (item: T) => stageOf(typeOf(item)) ?? STAGES.length;
  return [...items].sort((a, b) => rank(a) - rank(b));
}

/** The manifests in the order that their kinds need. */
export function orderManifests(manifests: readonly Manifest[]): Manifest[] {
  return orderByKind(manifests, manifest => manifest);
}

/**
 * The kind as the cluster serves it, in the version that is asked for:
 * discovery tells the preferred version alone, and others may be served too.
 */
export function findServedKind(
  kinds: readonly ServedKind[],
  { apiVersion, kind }: TypeMeta,
): ServedKind | undefined {
  const { group, version } = groupVersion(apiVersion);
  const served = kinds.find(
    candidate => candidate.group === group && candidate.kind === kind,
  );
  return served && { ...served, version };
}
