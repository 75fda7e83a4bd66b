import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../../../clusters';
import { at, kindKey, list, number, text } from '../../../objects';
import { podsOf } from '../../parts';
import { present, unique } from '../../presentFacts';
import { World } from '../../types';

type Revision = NonNullable<ObjectInside['revisions']>[number];

/** More history than this is news to nobody. */
const MOST = 25;

/** On a Pod, by which version of the template it was made. Source: k8s.io/api/apps/v1, ControllerRevisionHashLabelKey. */
const HASH = 'controller-revision-hash';

const newestFirst = (revisions: readonly Revision[]): Revision[] =>
  [...revisions]
    .sort((a, b) => b.revision - a.revision || (a.name < b.name ? -1 : 1))
    .slice(0, MOST);

const imagesOf = (template: unknown): string[] =>
  unique(
    list(at(template, 'spec', 'containers')).flatMap(
      container => text(at(container, 'image')) ?? [],
    ),
  );

/**
 * The versions of what makes ReplicaSets, which are numbered by an annotation.
 * Source: kubernetes, pkg/controller/deployment/util, RevisionAnnotation.
 */
export function replicaSetsOf(
  workload: KubeObject,
  world: World,
  annotation: string,
): Revision[] {
  const numberOf = ({ metadata }: KubeObject) =>
    Number.parseInt(metadata.annotations?.[annotation] ?? '', 10);
  const current = numberOf(workload);
  return newestFirst(
    world
      .listOwnedBy(workload.metadata.uid)
      .filter(owned => kindKey(owned) === 'apps/ReplicaSet')
      .flatMap(set => {
        const revision = numberOf(set);
        return Number.isSafeInteger(revision)
          ? [
              present({
                revision,
                kind: 'ReplicaSet' as const,
                name: set.metadata.name,
                isCurrent: revision === current,
                pods: number(at(set, 'status', 'replicas')) ?? 0,
                images: imagesOf(at(set, 'spec', 'template')),
                createdAt: set.metadata.creationTimestamp,
              }),
            ]
          : [];
      }),
  );
}

/**
 * The versions of a StatefulSet or DaemonSet. Its Pods carry the name of theirs,
 * or of a DaemonSet its hash alone.
 * Source: k8s.io/api/apps/v1, ControllerRevision; kubernetes,
 * pkg/controller/history, ControllerRevisionName.
 */
export function controllerRevisionsOf(
  workload: KubeObject,
  world: World,
): Revision[] {
  const counts = new Map<string, number>();
  for (const pod of podsOf(workload, world)) {
    const hash = pod.metadata.labels?.[HASH] ?? '';
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  const found = newestFirst(
    world
      .listOwnedBy(workload.metadata.uid)
      .filter(owned => kindKey(owned) === 'apps/ControllerRevision')
      .flatMap(owned => {
        const { name, labels, creationTimestamp } = owned.metadata;
        const revision = number(at(owned, 'revision'));
        return revision === undefined
          ? []
          : [
              present({
                revision,
                kind: 'ControllerRevision' as const,
                name,
                isCurrent: false,
                pods:
                  counts.get(name) ?? counts.get(labels?.[HASH] ?? name) ?? 0,
                createdAt: creationTimestamp,
              }),
            ];
      }),
  );
  // A DaemonSet does not say which one it is at; a roll-back makes the old one the newest.
  const current =
    text(at(workload, 'status', 'updateRevision')) ?? found[0]?.name;
  return found.map(one => ({ ...one, isCurrent: one.name === current }));
}
