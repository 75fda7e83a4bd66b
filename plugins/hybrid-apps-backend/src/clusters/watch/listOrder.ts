import { WatchedKind } from '../kinds/watchedKind';

/** What every page of an app is made of, and who may see it. */
const FIRST = new Set([
  'namespaces',
  'virtualmachines',
  'virtualmachineinstances',
  'deployments',
  'statefulsets',
  'daemonsets',
  'replicasets',
  'rollouts',
  'deploymentconfigs',
  'replicationcontrollers',
  'jobs',
  'pods',
  'services',
]);

/** What adds to a page that is there already. */
const LAST = new Set([
  'apiservices',
  'controllerrevisions',
  'clusterrolebindings',
  'csidrivers',
  'customresourcedefinitions',
  'dataimportcrons',
  'datasources',
  'endpointslices',
  'events',
  'gatewayclasses',
  'ingressclasses',
  'kubevirts',
  'persistentvolumes',
  'poddisruptionbudgets',
  'referencegrants',
  'rolebindings',
  'serviceaccounts',
  'storageclasses',
  'virtualmachineclones',
  'virtualmachineexports',
  'virtualmachineinstancemigrations',
  'virtualmachinerestores',
  'virtualmachinesnapshots',
]);

type Resource = Pick<WatchedKind, 'resource'>;

/** Whether a page can do without it at first. */
export const isLast = ({ resource }: Resource): boolean => LAST.has(resource);

const isPolicy = ({ resource }: Resource): boolean =>
  resource.endsWith('policies');

function rankOf(kind: Resource): number {
  if (FIRST.has(kind.resource)) {
    return 0;
  }
  if (isPolicy(kind)) {
    return 1;
  }
  return isLast(kind) ? 3 : 2;
}

/** Kinds in the order in which they are first listed: what pages need first, then policies. */
export const inListOrder = <T extends Resource>(kinds: readonly T[]): T[] =>
  [...kinds].sort((a, b) => rankOf(a) - rankOf(b));
