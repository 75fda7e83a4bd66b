import { InputError } from '@backstage/errors';
import { AppMembers } from '../../apps';
import { ClusterStore, KubeObject } from '../../clusters';
import { explainGaps, gapsIn } from '../knowledge';
import { decisiveGaps, isPolicyKind, modelObjects } from '../modelObjects';
import { workloadMembers, workloadNameOf } from '../peers';
import { Reader, readerFrom, readerOn, READS_ALL } from '../reader';
import { requireBounded } from './bound';
import { PolicyChange, PreviewQuestion } from './types';

/** A question that can be answered, and all that its answer hangs on. */
export interface Asked {
  question: PreviewQuestion;
  objects: readonly KubeObject[];
}

/**
 * Asks what a change of policies on one cluster would change for an app.
 *
 * @param reader - who is told; everything may be, unless told
 * @throws InputError where something is no policy or is too much, or the
 * cluster's present policies are not known.
 */
export function askPreview(
  app: AppMembers,
  store: ClusterStore,
  change: PolicyChange,
  reader: Reader = READS_ALL,
): Asked {
  const { name: cluster, kinds } = store;
  const { apply = [], remove = [] } = change;
  const workloads = workloadMembers(app.members, cluster).map(({ object }) =>
    workloadNameOf(object),
  );
  const decisive = decisiveGaps(store);
  const gaps = gapsIn(decisive, [
    ...workloads.map(({ namespace }) => namespace),
    ...apply.flatMap(({ metadata }) => metadata.namespace ?? []),
    ...remove.flatMap(({ namespace }) => namespace ?? []),
  ]);
  if (gaps.length > 0) {
    throw new InputError(
      `What would change cannot be told, as not all is known of now. ${explainGaps(
        gaps,
      )}`,
    );
  }
  const other = [...apply, ...remove].find(
    object => !isPolicyKind(object, kinds),
  );
  if (other) {
    throw new InputError(
      `${other.kind} of ${other.apiVersion} is no network policy; only the effect of policies can be told beforehand.`,
    );
  }
  requireBounded(apply);
  const on = readerOn(reader, store);
  const { sight } = readerFrom(on);
  return {
    question: {
      cluster,
      templates: kinds.templates,
      workloads,
      change: { apply, remove },
      reader: on,
      gaps: decisive,
    },
    // What a selector finds where its writer may not look is not there.
    objects: modelObjects(store).filter(
      ({ metadata: { namespace } }) =>
        namespace === undefined || sight.sees(cluster, namespace),
    ),
  };
}
