import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore } from '../clusters';
import { nameOf } from '../objects';
import { PolicyOverlay } from '../topology';

/** What policies say of an app, and what of that is not known. */
export interface Said {
  readonly overlay: PolicyOverlay;
  readonly knowledge: readonly KindKnowledge[];
}

const NOTHING: PolicyOverlay = {
  policies: [],
  applies: [],
  postures: new Map(),
  verdicts: new Map(),
};

/** What there is to tell of policies, by why it is so little. */
const UNSAID = {
  late: {
    state: 'syncing',
    message:
      'What policies allow is being worked out. It shows as soon as it is known.',
  },
  failed: {
    state: 'unresolved',
    message:
      'What policies allow could not be worked out. The log of the portal tells why.',
  },
} as const;

/** In place of what policies say. */
export const unsaid = (
  stores: readonly ClusterStore[],
  why: keyof typeof UNSAID,
): Said => ({
  overlay: NOTHING,
  knowledge: stores.map(({ name }) => ({
    cluster: name,
    kind: 'networkpolicies.networking.k8s.io',
    ...UNSAID[why],
  })),
});

/** An overlay with its policies as they are now: what it says of them hangs on less. */
export function withPoliciesOf(
  stores: readonly ClusterStore[],
  overlay: PolicyOverlay,
): PolicyOverlay {
  const policies = overlay.policies.flatMap(member => {
    const store = stores.find(({ name }) => name === member.cluster);
    const object = store?.get(nameOf(member.object));
    return object ? [{ ...member, object }] : [];
  });
  const there = new Set(policies.map(({ id }) => id));
  return {
    ...overlay,
    policies,
    applies: overlay.applies.filter(({ source }) => there.has(source)),
  };
}
