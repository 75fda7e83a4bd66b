import { ClusterStore, KubeObject } from '../../clusters';
import { getOrMake } from '../../getOrMake';
import { ownedBy, podsOf } from '../../kinds';
import { kindKey, list, at, text } from '../../objects';
import { exactly } from './template';

/** Whose series an object has. Nothing of it is in another namespace. */
export interface Sources {
  namespace: string;
  /** Names of VMs, whose guests are asked for in place of Pods. */
  vms: readonly string[];
  /** Names of Pods. */
  pods: readonly string[];
  /** Regular expressions of the names of Pods that were before them, or have yet to be. */
  patterns: readonly string[];
}

/**
 * What the API server puts behind a name that it makes up, and how long the rest
 * may be. Source: k8s.io/apimachinery, pkg/util/rand, and k8s.io/apiserver,
 * pkg/storage/names/generate.go.
 */
const MADE_UP = '[bcdfghjklmnpqrstvwxz2456789]{5}';
const MOST_BEFORE = 58;

const VM_KINDS = [
  'kubevirt.io/VirtualMachine',
  'kubevirt.io/VirtualMachineInstance',
];

/** By what names the Pods of an object go that makes them itself. */
function patternOf({
  apiVersion,
  kind,
  metadata: { name },
}: KubeObject): string | undefined {
  switch (kindKey({ apiVersion, kind })) {
    case 'apps/StatefulSet':
      return `${exactly(`${name}-`)}[0-9]+`;
    case 'apps/ReplicaSet':
    case 'apps/DaemonSet':
    case 'batch/Job':
    case '/ReplicationController':
      return exactly(`${name}-`.slice(0, MOST_BEFORE)) + MADE_UP;
    default:
      return undefined;
  }
}

const instancesBehind = (pod: KubeObject): string[] =>
  list(at(pod, 'metadata', 'ownerReferences')).flatMap(owner =>
    at(owner, 'kind') === 'VirtualMachineInstance'
      ? text(at(owner, 'name')) ?? []
      : [],
  );

/**
 * What an object's use is asked for by: VMs by their names, all else by its Pods,
 * also those that a roll-out replaced, as their ReplicaSets stay.
 *
 * @param store - as its viewer is shown it
 */
export function sourcesOf(object: KubeObject, store: ClusterStore): Sources {
  const { namespace = '', name } = object.metadata;
  const own = podsOf(object, store).filter(
    pod => pod.metadata.namespace === namespace,
  );
  if (store.kinds.of(object)?.category === 'vm') {
    const names = VM_KINDS.includes(kindKey(object))
      ? [name]
      : own.flatMap(instancesBehind);
    return {
      namespace,
      vms: [...new Set(names)].sort(),
      pods: [],
      patterns: [],
    };
  }
  const makers = [object, ...ownedBy(object, store)].filter(
    one => one.metadata.namespace === namespace,
  );
  return {
    namespace,
    vms: [],
    pods: own.map(pod => pod.metadata.name).sort(),
    patterns: makers.flatMap(one => patternOf(one) ?? []).sort(),
  };
}

/** Which of some sources a series is of, by the labels that name its Pod or VM. */
export type OwnersOf = (
  labels: ReadonlyMap<string, string>,
  subject: 'pods' | 'vms',
) => readonly Sources[];

/**
 * Tells of which sources each series is. A Pod has several series, and patterns
 * are tried once for each.
 *
 * @param isTried - which patterns: a Deployment may have thousands of ReplicaSets, and one query takes some
 */
export function createOwnersOf(
  all: readonly Sources[],
  isTried: (pattern: string) => boolean = () => true,
): OwnersOf {
  const kept = new Map<string, readonly Sources[]>();
  const each = all.map(sources => ({
    sources,
    names: { vms: new Set(sources.vms), pods: new Set(sources.pods) },
    made: sources.patterns
      .filter(isTried)
      .map(pattern => new RegExp(`^(?:${pattern})$`)),
  }));
  return (labels, subject) => {
    const namespace = labels.get('namespace');
    const name = labels.get(subject === 'vms' ? 'name' : 'pod') ?? '';
    return getOrMake(kept, JSON.stringify([subject, namespace, name]), () =>
      each
        .filter(
          ({ sources, names, made }) =>
            sources.namespace === namespace &&
            (names[subject].has(name) ||
              (subject === 'pods' && made.some(one => one.test(name)))),
        )
        .map(({ sources }) => sources),
    );
  };
}
