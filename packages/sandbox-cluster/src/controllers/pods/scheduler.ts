import { event, getCondition, isDeleting, setCondition } from '../meta';
import { Pod, reconciler, View, withStatus } from '../shapes';
import { findNode, hasEnded, unschedulableMessage } from './schedule';

/** How soon a pod that fits nowhere is tried again: other pods may have gone. */
const RETRY_MS = 10_000;

/** On a claim: the node that its first consumer goes to. */
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';

/** The kube-scheduler: binds pods to nodes, or says why it cannot. */
export const scheduler = reconciler({
  name: 'default-scheduler',
  kind: 'Pod',
  watches: {
    Node: (_node, view) => waitingPods(view),
    PersistentVolumeClaim: (claim, view) =>
      waitingPods(view, claim.metadata.namespace),
  },
  reconcile(pod, view, now) {
    if (pod.spec.nodeName || isDeleting(pod) || hasEnded(pod)) {
      return { writes: [] };
    }
    const claims = whyClaimsWait(pod, view);
    if (claims) {
      const nodes = view.list('Node').length;
      return refuse(
        pod,
        `0/${nodes} nodes are available: ${claims}. preemption: 0/${nodes} nodes are available: ${nodes} Preemption is not helpful for scheduling.`,
        now,
      );
    }
    const fit = findNode(pod, view);
    if (!('node' in fit)) {
      return refuse(pod, unschedulableMessage(fit.reasons, fit.nodes), now);
    }
    const nodeName = fit.node.metadata.name;
    const unbound = unboundClaims(pod, view);
    if (unbound.length > 0) {
      // WaitForFirstConsumer: the choice of the node lets the volume be made.
      const chosen = unbound
        .filter(claim => !claim.metadata.annotations?.[SELECTED_NODE])
        .map(claim => ({
          verb: 'update' as const,
          object: {
            ...claim,
            metadata: {
              ...claim.metadata,
              annotations: {
                ...claim.metadata.annotations,
                [SELECTED_NODE]: nodeName,
              },
            },
          },
        }));
      return { writes: chosen, requeueAfterMs: RETRY_MS };
    }
    const { namespace, name } = pod.metadata;
    return {
      writes: [
        { verb: 'update', object: { ...pod, spec: { ...pod.spec, nodeName } } },
        withStatus(pod, {
          ...pod.status,
          conditions: setCondition(
            pod.status?.conditions,
            { type: 'PodScheduled', status: 'True', lastProbeTime: null },
            now,
          ),
        }),
        event(
          pod,
          'Normal',
          'Scheduled',
          `Successfully assigned ${namespace}/${name} to ${nodeName}`,
        ),
      ],
    };
  },
});

function waitingPods(view: View, namespace?: string) {
  return view
    .list('Pod', { namespace })
    .filter(pod => !pod.spec.nodeName)
    .map(pod => pod.metadata);
}

function claimNames(pod: Pod): string[] {
  return (pod.spec.volumes ?? []).flatMap(volume =>
    volume.persistentVolumeClaim
      ? [volume.persistentVolumeClaim.claimName]
      : [],
  );
}

function unboundClaims(pod: Pod, view: View) {
  return claimNames(pod)
    .map(name =>
      view.get('PersistentVolumeClaim', name, pod.metadata.namespace),
    )
    .filter(claim => claim !== undefined)
    .filter(claim => claim.status?.phase !== 'Bound');
}

function whyClaimsWait(pod: Pod, view: View): string | undefined {
  const { namespace } = pod.metadata;
  const absent = claimNames(pod).find(
    name => !view.get('PersistentVolumeClaim', name, namespace),
  );
  if (absent) {
    return `persistentvolumeclaim "${absent}" not found`;
  }
  const immediate = unboundClaims(pod, view).some(claim => {
    const storageClass = view.get(
      'StorageClass',
      claim.spec.storageClassName ?? '',
    );
    return storageClass?.volumeBindingMode !== 'WaitForFirstConsumer';
  });
  return immediate
    ? 'pod has unbound immediate PersistentVolumeClaims'
    : undefined;
}

function refuse(pod: Pod, message: string, now: number) {
  const said = getCondition(pod, 'PodScheduled')?.message === message;
  return {
    requeueAfterMs: RETRY_MS,
    writes: said
      ? []
      : [
          withStatus(pod, {
            ...pod.status,
            phase: 'Pending',
            conditions: setCondition(
              pod.status?.conditions,
              {
                type: 'PodScheduled',
                status: 'False',
                lastProbeTime: null,
                reason: 'Unschedulable',
                message,
              },
              now,
            ),
          }),
          event(pod, 'Warning', 'FailedScheduling', message),
        ],
  };
}
