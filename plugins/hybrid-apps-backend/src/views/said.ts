import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore } from '../clusters';
import { AppOverlay } from '../policy';

/** What policies say of an app, and what of that is not known. */
export interface Said {
  readonly overlay: AppOverlay;
  readonly knowledge: readonly KindKnowledge[];
}

const NOTHING: AppOverlay = {
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
