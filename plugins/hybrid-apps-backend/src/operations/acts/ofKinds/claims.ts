import { actWords } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { ClusterStore, KubeObject, resourcePath } from '../../../clusters';
import { at, condition, quantity, text } from '../../../objects';
import { DONE, doneIf, nowOf } from '../progress';
import { Act, not, Progress } from '../types';
import { isGoing, MINUTE_MS, unlessGoing, WRITES } from './shared';

const CLAIM = { group: '', version: 'v1', plural: 'persistentvolumeclaims' };

const growInput = z.strictObject({
  /** Like `20Gi`. */
  size: z.string().regex(/^[1-9][0-9]{0,8}(Mi|Gi|Ti)$/),
});

const requestedOf = (claim: KubeObject) =>
  text(at(claim, 'spec', 'resources', 'requests', 'storage'));

/** Whether its class lets it grow; undefined where that is not known. */
function mayGrow(claim: KubeObject, store: ClusterStore): boolean | undefined {
  const name = text(at(claim, 'spec', 'storageClassName'));
  const storageClass =
    name !== undefined &&
    store.get({ group: 'storage.k8s.io', kind: 'StorageClass', name });
  // Who may not read clusters is shown its name alone.
  return storageClass && at(storageClass, 'provisioner') !== undefined
    ? at(storageClass, 'allowVolumeExpansion') === true
    : undefined;
}

const FAILURES = ['ControllerResizeError', 'NodeResizeError'];

/** What went wrong since then: the word of an earlier attempt stays until the next one ends. */
const failureSince = (before: KubeObject, now: KubeObject) =>
  FAILURES.map(type => ({
    told: condition(now, type),
    then: condition(before, type),
  })).find(
    ({ told, then }) =>
      told?.status === 'True' && !isDeepStrictEqual(told, then),
  )?.told;

const isMounted = (claim: KubeObject, store: ClusterStore) =>
  store
    .naming(claim)
    .some(
      ({ object }) =>
        object.kind === 'Pod' &&
        !['Succeeded', 'Failed'].includes(
          text(at(object, 'status', 'phase')) ?? '',
        ),
    );

/**
 * Source: k8s.io/api/core/v1, PersistentVolumeClaimConditionType; Kubernetes,
 * "Persistent Volumes", Resizing a volume containing a file system.
 */
function grown(claim: KubeObject, store: ClusterStore, size: string): Progress {
  const now = nowOf(claim, store);
  if (!now) {
    return { state: 'failed', why: 'It was deleted meanwhile.' };
  }
  const capacity = quantity(at(now, 'status', 'capacity', 'storage')) ?? 0;
  if (capacity >= (quantity(size) ?? Infinity)) {
    return DONE;
  }
  const failed = failureSince(claim, now);
  if (failed) {
    return {
      state: 'failed',
      why: failed.message ?? 'The storage could not make it larger.',
    };
  }
  return condition(now, 'FileSystemResizePending')?.status === 'True' &&
    !isMounted(now, store)
    ? {
        state: 'done',
        note: 'Its volume is larger; its file system grows as a Pod mounts it.',
      }
    : doneIf(false);
}

const grow: Act<z.infer<typeof growInput>> = {
  id: 'claim-grow',
  kinds: ['/PersistentVolumeClaim'],
  right: 'change',
  words: actWords['claim-grow'],
  danger: 'asks',
  input: growInput,
  needs: [{ group: '', resource: 'persistentvolumeclaims', verb: 'patch' }],
  offer(claim, store) {
    if (text(at(claim, 'status', 'phase')) !== 'Bound') {
      return not('It has no volume yet.');
    }
    return mayGrow(claim, store) === false
      ? not(
          `Storage class '${text(
            at(claim, 'spec', 'storageClassName'),
          )}' lets no volume grow (allowVolumeExpansion).`,
        )
      : unlessGoing(claim);
  },
  basis: (claim, store) => ({
    uid: claim.metadata.uid,
    requested: requestedOf(claim),
    mayGrow: mayGrow(claim, store),
    isGoing: isGoing(claim),
  }),
  steps: (claim, { size }) => [
    {
      request: {
        method: 'PATCH',
        path: resourcePath(CLAIM, claim.metadata),
        query: WRITES,
        contentType: 'application/merge-patch+json',
        body: {
          metadata: { uid: claim.metadata.uid },
          spec: { resources: { requests: { storage: size } } },
        },
      },
      progress: store => grown(claim, store, size),
      timeoutMs: 15 * MINUTE_MS,
    },
  ],
};

/** Acts on claims of volumes. */
export const claimActs: readonly Act[] = [grow];
