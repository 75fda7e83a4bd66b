import { NodeStatus } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Health } from './types';

/** A health and whose rule told it, as the API has it: without the fields that have nothing to say. */
export const statusOf = ({
  state,
  reason,
  message,
  since,
  source,
}: Health & { source: string }): NodeStatus => ({
  health: state,
  ...(reason && { reason }),
  ...(message && { message }),
  ...(since && { since }),
  source,
});
