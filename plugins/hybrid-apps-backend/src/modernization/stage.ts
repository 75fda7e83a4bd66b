import {
  KindKnowledge,
  ModernizationComponent,
  ModernizationStage,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** Resources that VMs come of; those of a pool are VMs themselves. */
const ofVms = (kind: string) =>
  ['virtualmachines', 'virtualmachineinstances'].includes(
    kind.replace(/\.kubevirt\.io$/, ''),
  );

/** Resources that containers come of. */
const ofContainers = (kind: string) =>
  ['pods', 'replicationcontrollers'].includes(kind) ||
  /\.(apps|batch|apps\.openshift\.io)$/.test(kind);

/**
 * What an app runs in. That it has nothing of one kind is claimed only where
 * none of that could have been missed.
 */
export function stageOf(
  components: readonly ModernizationComponent[],
  isWhole: boolean,
  knowledge: readonly KindKnowledge[],
): ModernizationStage {
  const has = (category: ModernizationComponent['category']) =>
    components.some(one => one.category === category);
  const hasVms = has('vm');
  const hasContainers = has('container');
  if (hasVms && hasContainers) {
    return 'mixed';
  }
  /** A kind that is known in some namespaces is known of an app that is in these. */
  const isKnownHere = ({ state, cluster, namespaces = [] }: KindKnowledge) =>
    state === 'partial' &&
    components.length > 0 &&
    components.every(
      one => one.cluster !== cluster || namespaces.includes(one.namespace),
    );
  const mayMiss = (isOne: (kind: string) => boolean) =>
    !isWhole ||
    knowledge.some(
      gap => (gap.kind === '*' || isOne(gap.kind)) && !isKnownHere(gap),
    );
  const missesVms = !hasVms && mayMiss(ofVms);
  const missesContainers = !hasContainers && mayMiss(ofContainers);
  if (missesVms || missesContainers) {
    return 'unknown';
  }
  if (hasVms) {
    return 'vms';
  }
  return hasContainers ? 'containers' : 'none';
}
