import { KubeObject } from '../../clusters';
import { at } from '../../objects';
import { containerFacts } from '../pods';
import { FactsRule, World } from '../types';
import { workloadMeant } from './names';

/**
 * A Rollout with the template that its Pods are made of, which may be that of
 * another workload.
 * Source: argo-rollouts, pkg/apis/rollouts/v1alpha1, RolloutSpec.WorkloadRef: with
 * it there is no template of its own.
 */
function withTemplate(rollout: KubeObject, world: World): KubeObject {
  const key = workloadMeant(rollout)?.key;
  const template = at(key && world.get(key), 'spec', 'template');
  return template === undefined
    ? rollout
    : {
        ...rollout,
        spec: { ...Object(at(rollout, 'spec')), template },
      };
}

/** What there is of any workload, by the template that counts. */
export const rolloutFacts: FactsRule = (rollout, world, options) =>
  containerFacts(withTemplate(rollout, world), world, options);
