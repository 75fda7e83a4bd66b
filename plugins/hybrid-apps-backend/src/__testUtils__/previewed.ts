import { createPolicyModel } from '@hybrid-apps/network-policy';
import { computePreview } from '../policy/preview/compute';
import { askPreview } from '../policy/preview/question';
import { PolicyChange, Preview } from '../policy/preview/types';
import { world } from './judged';

/** What a change would change, computed where the test runs. */
export function previewWithoutThread(
  { app, store }: Pick<ReturnType<typeof world>, 'app' | 'store'>,
  change: PolicyChange,
): Preview {
  const { question, objects } = askPreview(app, store, change);
  const { templates: workloads } = question;
  return computePreview(question, createPolicyModel(objects, { workloads }));
}
