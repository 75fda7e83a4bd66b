import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterHandle, ClusterStore, isKnown, KubeObject } from '../clusters';
import { healthOf } from '../kinds';
import { IsOfCluster } from '../namespaces';
import { at, imageTag, list, text } from '../objects';
import { staticPods } from './network';
import { ClusterNode } from './nodes';
import { told } from './told';

type Part = ClusterDetails['controlPlane'][number];
type Instance = Part['instances'][number];

/** So many instances of a part are told one by one. */
const MOST_INSTANCES = 50;

/**
 * The parts that run as Pods, by the name of their container.
 * Source: kubernetes, cmd/kubeadm/app/phases/controlplane and …/etcd; kubespray,
 * RKE2 (static Pods with the same names); openshift/cluster-kube-apiserver-operator,
 * bindata, and its like.
 */
const PARTS = [
  'kube-apiserver',
  'etcd',
  'kube-scheduler',
  'kube-controller-manager',
  'cloud-controller-manager',
] as const;

const containerNames = (pod: KubeObject): string[] =>
  list(at(pod, 'spec', 'containers')).flatMap(
    one => text(at(one, 'name')) ?? [],
  );

const versionOf = (pod: KubeObject, container: string) =>
  imageTag(
    text(
      at(
        list(at(pod, 'spec', 'containers')).find(
          one => at(one, 'name') === container,
        ),
        'image',
      ),
    ),
  );

const isWell = ({ health }: Instance) => health === 'healthy';

function seen(name: Part['name'], instances: readonly Instance[]): Part {
  const byNode = [...instances].sort((a, b) =>
    (a.node ?? '') < (b.node ?? '') ? -1 : 1,
  );
  return {
    name,
    state: 'seen',
    total: byNode.length,
    healthy: byNode.filter(isWell).length,
    instances: [
      ...byNode.filter(one => !isWell(one)),
      ...byNode.filter(isWell),
    ].slice(0, MOST_INSTANCES),
  };
}

function instanceOf(
  pod: KubeObject,
  container: string,
  store: ClusterStore,
): Instance {
  const { state, reason } = healthOf(pod, store);
  return told({
    node: text(at(pod, 'spec', 'nodeName')),
    health: state,
    reason,
    version: versionOf(pod, container),
  });
}

/** Why nothing is seen of a part. */
function unseenBecause(isK3s: boolean): string {
  if (isK3s) {
    return 'K3s runs it in its own process on its servers, so that no Pod shows it. Source: https://docs.k3s.io/architecture';
  }
  return 'No static Pod of it is seen: the provider may run it outside of the cluster, as managed clusters do, or it runs on its node outside of Pods.';
}

function unreadOf(store: ClusterStore): string | undefined {
  const kinds = ['nodes', 'pods'].filter(kind => !isKnown(store, kind));
  return kinds.length > 0
    ? `It shows by static Pods of nodes, and not all ${kinds.join(
        ' and ',
      )} of this cluster are known. What is not known, and why, says the table of kinds.`
    : undefined;
}

/**
 * The control plane, as far as its Pods and nodes show it; health that nobody
 * sees is not guessed.
 */
export async function describeControlPlane(
  store: ClusterStore,
  nodes: readonly ClusterNode[],
  isOfCluster: IsOfCluster,
  isK3s: boolean,
): Promise<Part[]> {
  const pods = (await staticPods(store)).filter(({ metadata }) =>
    isOfCluster(store, metadata.namespace),
  );
  const unread = unreadOf(store);
  const ofPods = PARTS.flatMap((name): Part[] => {
    const found = pods.filter(pod => containerNames(pod).includes(name));
    if (found.length > 0) {
      return [
        seen(
          name,
          found.map(pod => instanceOf(pod, name, store)),
        ),
      ];
    }
    // Only clusters on a cloud have one.
    if (name === 'cloud-controller-manager') {
      return [];
    }
    const message = unread ?? unseenBecause(isK3s);
    const state = unread ? 'unknown' : 'unseen';
    return [{ name, state, instances: [], message }];
  });
  return [
    ...ofPods,
    nodes.length > 0
      ? seen(
          'kubelet',
          nodes.map(({ name, health, reason, version }) =>
            told({ node: name, health, reason, version }),
          ),
        )
      : {
          name: 'kubelet',
          state: 'unknown',
          instances: [],
          message:
            'A kubelet shows by its node, and the nodes of this cluster are not known.',
        },
  ];
}

/**
 * The same, where the cluster answers: then its API server does, seen or not. The
 * portal talks to nobody else, so it knows of no other part without its Pods.
 */
export const withAnswering = (
  parts: readonly Part[],
  state: ClusterHandle['state'],
): Part[] =>
  parts.map(part =>
    part.name === 'kube-apiserver' &&
    part.state !== 'seen' &&
    state === 'synced'
      ? { ...part, state: 'answers' }
      : part,
  );
