import { actWords } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import {
  ClusterStore,
  DEPLOYMENT_REVISION,
  KubeObject,
} from '../../../clusters';
import { at, list, text } from '../../../objects';
import { changedLines } from '../changedLines';
import { Act, not } from '../types';
import { yamlLines } from '../yamlLines';
import { unlessGoing, WRITES } from './shared';
import { isPaused, patches, pathOf, rollOutMs, rollsOut } from './workloads';

/** The ReplicaSets of a Deployment that hold a revision of its template, by its number. */
const revisionsOf = (
  { metadata: { namespace, uid } }: KubeObject,
  store: ClusterStore,
): ReadonlyMap<number, KubeObject> =>
  new Map(
    store
      .list({ group: 'apps', kind: 'ReplicaSet', namespace })
      .filter(set => store.controllerOf(set)?.metadata.uid === uid)
      .flatMap((set): Array<[number, KubeObject]> => {
        const revision = Number(
          set.metadata.annotations?.[DEPLOYMENT_REVISION],
        );
        return Number.isSafeInteger(revision) && revision > 0
          ? [[revision, set]]
          : [];
      }),
  );

const revisionOf = ({ metadata }: KubeObject) =>
  Number(metadata.annotations?.[DEPLOYMENT_REVISION] ?? 0);

/** The revisions that it could go back to. */
const earlierOf = (object: KubeObject, store: ClusterStore) =>
  [...revisionsOf(object, store).keys()].filter(
    revision => revision !== revisionOf(object),
  );

const undoInput = z.strictObject({
  revision: z.int().min(1),
});

/**
 * Why there is a revision, in the words of who made it. It stands on the Deployment,
 * whose controller copies it to the ReplicaSet that is current: unless it goes back
 * with the template, the words of the revision that is left are told of this one.
 * Source: kubernetes, `pkg/controller/deployment/util`, `SetNewReplicaSetAnnotations`.
 */
const CHANGE_CAUSE = 'kubernetes.io/change-cause';
const CAUSE_PATH = '/metadata/annotations/kubernetes.io~1change-cause';

const POD_TEMPLATE_HASH = 'pod-template-hash';

/** The template of a ReplicaSet as its Deployment had it. */
function templateOf(set: unknown): object {
  const template = Object(at(set, 'spec', 'template'));
  const { [POD_TEMPLATE_HASH]: _hash, ...labels } = Object(
    at(template, 'metadata', 'labels'),
  );
  return {
    ...template,
    metadata: { ...Object(at(template, 'metadata')), labels },
  };
}

/** Of so many revisions it is told what they would change; a template of more lines is told in part. */
const MOST_PREVIEWS = 10;
const MOST_LINES = 600;

/** The template as the portal knows it, whose values are struck. */
const linesOf = (object: KubeObject): string[] =>
  yamlLines(templateOf(object), MOST_LINES);

/** By what ran then. */
function labelOf(revision: number, set: KubeObject): string {
  const images = list(
    at(set, 'spec', 'template', 'spec', 'containers'),
  ).flatMap(one => text(at(one, 'image')) ?? []);
  return [`${revision}`, images.join(', ')].filter(Boolean).join(': ');
}

/**
 * Back to an earlier template, which is read on the spot, as no value of it is kept.
 * Source: kubectl, `pkg/polymorphichelpers/rollback.go`, `DeploymentRollbacker`.
 */
const undo: Act<z.infer<typeof undoInput>> = {
  id: 'deployment-undo',
  kinds: ['apps/Deployment'],
  right: 'change',
  words: actWords['deployment-undo'],
  danger: 'asks',
  input: undoInput,
  needs: [
    { group: 'apps', resource: 'replicasets', verb: 'get' },
    ...patches(['Deployment']),
  ],
  about(object, store) {
    const revisions = [...revisionsOf(object, store)]
      .filter(([revision]) => revision !== revisionOf(object))
      .sort(([a], [b]) => b - a);
    const now = linesOf(object);
    return {
      choices: {
        revision: revisions.map(([revision, set]) => ({
          value: revision,
          label: labelOf(revision, set),
        })),
      },
      previews: revisions.slice(0, MOST_PREVIEWS).map(([revision, set]) => ({
        field: 'revision',
        value: String(revision),
        lines: changedLines(now, linesOf(set)),
      })),
      tells: [
        'Values of variables, commands and arguments are not shown, and may be others as well.',
      ],
    };
  },
  offer(object, store) {
    if (isPaused(object)) {
      return not('Its roll-outs are paused. Resume them first.');
    }
    return earlierOf(object, store).length > 0
      ? unlessGoing(object)
      : not('It has no earlier revision, or none that is kept.');
  },
  basis: (object, store) => ({
    uid: object.metadata.uid,
    isPaused: isPaused(object),
    revision: revisionOf(object),
    revisions: [...revisionsOf(object, store).keys()].sort((a, b) => a - b),
  }),
  steps(object, { revision }, store) {
    const set = revisionsOf(object, store).get(revision);
    return [
      {
        async request({ read }) {
          if (!set || revision === revisionOf(object)) {
            throw new InputError(
              `Revision ${revision} is none that it could go back to. There are ${earlierOf(
                object,
                store,
              ).join(', ')}.`,
            );
          }
          const then = await read(pathOf(set));
          const cause = text(at(then, 'metadata', 'annotations', CHANGE_CAUSE));
          return {
            method: 'PATCH',
            path: pathOf(object),
            query: WRITES,
            contentType: 'application/json-patch+json',
            body: [
              { op: 'test', path: '/metadata/uid', value: object.metadata.uid },
              {
                op: 'replace',
                path: '/spec/template',
                value: templateOf(then),
              },
              ...(cause !== undefined && object.metadata.annotations
                ? [{ op: 'add', path: CAUSE_PATH, value: cause }]
                : []),
            ],
          };
        },
        progress: rollsOut(object),
        timeoutMs: rollOutMs(object),
      },
    ];
  },
};

/** Acts on what a Deployment was. */
export const deploymentUndoActs: readonly Act[] = [undo];
