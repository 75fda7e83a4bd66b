import {
  ActId,
  actWords,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { randomBytes } from 'node:crypto';
import { ClusterStore, KubeObject, resourcePath } from '../../../clusters';
import { at, flag } from '../../../objects';
import { doneIf, towards, towardsGone } from '../progress';
import { Act, StepClient } from '../types';
import {
  deletionOf,
  graceMs,
  isGoing,
  nameWithin,
  unlessGoing,
  WRITES,
} from './shared';

const CRON_JOB = { group: 'batch', version: 'v1', plural: 'cronjobs' };
const JOB = { ...CRON_JOB, plural: 'jobs' };
const POD = { group: '', version: 'v1', plural: 'pods' };
const SHORT_MS = 60_000;
/** A Pod has time to end. */
const ENDING_MS = 10 * 60_000;

export const isSuspended = (object: KubeObject) =>
  flag(at(object, 'spec', 'suspend'));

/** A Job's name, of 63 characters at most as a label holds it. */
const jobName = (cronJob: string) =>
  `${nameWithin(cronJob, 46)}-manual-${randomBytes(4).toString('hex')}`;

const run: Act = {
  id: 'cronjob-run',
  kinds: ['batch/CronJob'],
  right: 'power',
  words: actWords['cronjob-run'],
  danger: 'asks',
  needs: [
    { group: 'batch', resource: 'cronjobs', verb: 'get' },
    { group: 'batch', resource: 'jobs', verb: 'create' },
  ],
  offer: unlessGoing,
  basis: object => ({ uid: object.metadata.uid, isGoing: isGoing(object) }),
  steps(object) {
    const { namespace, uid, name } = object.metadata;
    const job = jobName(name);
    return [
      {
        /**
         * The template is read on the spot, as no value of it is kept.
         * Source: kubectl, `pkg/cmd/create/create_job.go`, `createJobFromCronJob`.
         */
        request: async ({ read }: StepClient) => {
          const cronJob = await read(
            resourcePath(CRON_JOB, { namespace, name }),
          );
          if (at(cronJob, 'metadata', 'uid') !== uid) {
            throw new Error(
              `CronJob '${name}' was deleted, and another has its name. Look at it again.`,
            );
          }
          const template = at(cronJob, 'spec', 'jobTemplate');
          return {
            method: 'POST',
            path: resourcePath(JOB, { namespace }),
            query: WRITES,
            body: {
              apiVersion: 'batch/v1',
              kind: 'Job',
              metadata: {
                name: job,
                namespace,
                labels: at(template, 'metadata', 'labels'),
                annotations: {
                  ...Object(at(template, 'metadata', 'annotations')),
                  'cronjob.kubernetes.io/instantiate': 'manual',
                },
                ownerReferences: [
                  {
                    apiVersion: 'batch/v1',
                    kind: 'CronJob',
                    name,
                    uid,
                    controller: true,
                  },
                ],
              },
              spec: at(template, 'spec'),
            },
          };
        },
        progress: store =>
          doneIf(
            store.get({ group: 'batch', kind: 'Job', namespace, name: job }) !==
              undefined,
          ),
        timeoutMs: SHORT_MS,
      },
    ];
  },
};

const suspending = (id: ActId, suspend: boolean): Act => ({
  id,
  kinds: ['batch/CronJob'],
  right: 'power',
  words: actWords[id],
  danger: 'none',
  needs: [{ group: 'batch', resource: 'cronjobs', verb: 'patch' }],
  offer(object) {
    if (isSuspended(object) === suspend) {
      return undefined;
    }
    return unlessGoing(object);
  },
  basis: object => ({
    uid: object.metadata.uid,
    isSuspended: isSuspended(object),
    isGoing: isGoing(object),
  }),
  steps(object) {
    const { namespace, name, uid } = object.metadata;
    return [
      {
        request: {
          method: 'PATCH',
          path: resourcePath(CRON_JOB, { namespace, name }),
          query: WRITES,
          contentType: 'application/merge-patch+json',
          body: { metadata: { uid }, spec: { suspend } },
        },
        progress: (store: ClusterStore) =>
          towards(object, store, now => isSuspended(now) === suspend),
        timeoutMs: SHORT_MS,
      },
    ];
  },
});

const deletePod: Act = {
  id: 'pod-delete',
  kinds: ['/Pod'],
  right: 'power',
  words: actWords['pod-delete'],
  danger: 'asks',
  needs: [{ group: '', resource: 'pods', verb: 'delete' }],
  offer: unlessGoing,
  basis: object => ({ uid: object.metadata.uid, isGoing: isGoing(object) }),
  steps(object) {
    const { namespace, name } = object.metadata;
    return [
      {
        request: {
          method: 'DELETE',
          path: resourcePath(POD, { namespace, name }),
          body: deletionOf(object),
        },
        progress: store => towardsGone(object, store),
        timeoutMs: ENDING_MS + graceMs(at(object, 'spec')),
      },
    ];
  },
};

/** Acts on Jobs' makers, and on Pods. */
export const jobActs: readonly Act[] = [
  run,
  suspending('cronjob-suspend', true),
  suspending('cronjob-resume', false),
  deletePod,
];
