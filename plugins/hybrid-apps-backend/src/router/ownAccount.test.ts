import { requireOwnAccount } from './ownAccount';

it("refuses a cluster that takes each user's own token, and no other", () => {
  expect(() => requireOwnAccount({ name: 'gke', state: 'per-user' })).toThrow(
    /^Cluster 'gke' takes each user's own token, .* another cluster\.$/,
  );
  for (const state of ['synced', 'unreachable'] as const) {
    requireOwnAccount({ name: 'onprem', state });
  }
});
