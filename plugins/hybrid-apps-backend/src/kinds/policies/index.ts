import { at, texts } from '../../objects';
import { present } from '../presentFacts';
import { FactsRule, Kind, kindsOf } from '../types';

/** In which directions a policy applies, by the field of its dialect. */
const directions =
  (field: string): FactsRule =>
  policy =>
    present({ policyTypes: texts(at(policy, 'spec', field)) });

/** Whether a policy takes effect, it does not say; where one has a status, it is generic. */
export const policies: readonly Kind[] = [
  {
    groups: ['networking.k8s.io'],
    kind: 'NetworkPolicy',
    category: 'policy',
    facts: directions('policyTypes'),
  },
  ...kindsOf(
    ['projectcalico.org', 'crd.projectcalico.org'],
    ['NetworkPolicy', 'GlobalNetworkPolicy'],
    { category: 'policy', facts: directions('types') },
  ),
];
