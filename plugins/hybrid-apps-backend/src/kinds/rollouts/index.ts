import { ROLLOUT_REVISION } from '../../clusters';
import { Kind } from '../types';
import { replicaSetsInside, replicasWanted } from '../workloads';
import { rolloutFacts } from './facts';
import { rolloutHealth } from './health';
import { rolloutNames } from './names';

/** What Argo Rollouts has in the place of a Deployment. */
export const rollouts: readonly Kind[] = [
  {
    groups: ['argoproj.io'],
    kind: 'Rollout',
    category: 'container',
    // Its Pods say what policies go by; where it is not known, verdicts on them stand.
    reachability: 'tells',
    template: ['spec', 'template'],
    watch: {
      resource: 'rollouts',
      keep: [
        'spec.replicas',
        'spec.selector',
        'spec.template',
        'spec.workloadRef',
        'spec.strategy.canary.steps.pause',
        'spec.strategy.blueGreen.autoPromotionSeconds',
        'status.phase',
        'status.message',
        'status.observedGeneration',
        'status.currentStepIndex',
        'status.replicas',
        'status.readyReplicas',
        'status.conditions',
      ],
    },
    wanted: replicasWanted,
    names: rolloutNames,
    health: {
      judge: rolloutHealth,
      source:
        'argo-rollouts, CalculateRolloutPhase; Argo CD, resource_customizations/argoproj.io/Rollout/health.lua',
    },
    facts: rolloutFacts,
    inside: replicaSetsInside(ROLLOUT_REVISION),
  },
];
