import { PlainObject } from '../../../clusters';
import { createStoreFromObjects } from '../../../kinds';
import { groupOf } from '../../../objects';
import { aboutOf, inputOf } from '../offers';
import { workloadActs } from './workloads';

const acts = workloadActs(() => new Date('2026-01-01T12:00:00.000Z'));
const actOf = (id: string) => acts.find(act => act.id === id)!;
const place = { namespace: 'shop', name: 'web', uid: 'web' };

const workload = (
  kind: string,
  spec: object,
  status: object = {},
): PlainObject => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { ...place, generation: 1 },
  spec,
  status: { observedGeneration: 1, ...status },
});
const scaler = (spec: object = {}, metadata: object = {}): PlainObject => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { ...place, name: 'web-hpa', uid: 'hpa', ...metadata },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    ...spec,
  },
});
function within(objects: readonly PlainObject[]) {
  const store = createStoreFromObjects('onprem', objects);
  const [{ apiVersion, kind }] = objects;
  const [object] = store.list({ group: groupOf(apiVersion), kind });
  return { object, store };
}

describe('to scale what an autoscaler scales', () => {
  const scale = actOf('workload-scale');
  const ofKeda = {
    ownerReferences: [
      {
        apiVersion: 'keda.sh/v1alpha1',
        kind: 'ScaledObject',
        name: 'web',
        uid: 'keda',
        controller: true,
      },
    ],
  };

  it('starts it again from 0, where the autoscaler rests', () => {
    const { object, store } = within([
      workload('Deployment', { replicas: 0 }),
      scaler({ minReplicas: 2 }),
    ]);
    expect(scale.offer(object, store)).toEqual({ possible: true });
    const about = aboutOf(scale, object, store);
    expect(about.tells).toEqual([
      "HorizontalPodAutoscaler 'web-hpa' rests while it is at 0, and says how many there are once it has replicas again.",
    ]);
    expect(inputOf(scale, { replicas: 3 }, about)).toEqual({ replicas: 3 });
  });

  it('stops it, as 0 alone holds', () => {
    const { object, store } = within([
      workload('Deployment', { replicas: 2 }),
      scaler(),
    ]);
    expect(scale.offer(object, store)).toEqual({ possible: true });
    const about = aboutOf(scale, object, store);
    expect(inputOf(scale, { replicas: 0 }, about)).toEqual({ replicas: 0 });
    expect(() => inputOf(scale, { replicas: 5 }, about)).toThrow(
      "takes 'replicas' as one of 0",
    );
  });

  it.each<[string, PlainObject]>([
    ['may go down to 0 itself', scaler({ minReplicas: 0 })],
    ["is of ScaledObject 'web'", scaler({}, ofKeda)],
  ])('is not possible where it %s', (why, hpa) => {
    for (const replicas of [0, 2]) {
      const { object, store } = within([
        workload('Deployment', { replicas }),
        hpa,
      ]);
      expect(scale.offer(object, store)).toEqual({
        possible: false,
        why: expect.stringContaining(why),
      });
    }
  });

  it('came about where the autoscaler asks for another number at once', () => {
    const { object, store } = within([
      workload('Deployment', { replicas: 0 }),
      scaler({ minReplicas: 2 }),
    ]);
    const [{ progress }] = scale.steps(object, { replicas: 1 }, store);
    const now = (replicas: number, ...others: PlainObject[]) =>
      progress(
        within([
          workload(
            'Deployment',
            { replicas },
            {
              replicas,
              updatedReplicas: replicas,
              readyReplicas: replicas,
              availableReplicas: replicas,
            },
          ),
          ...others,
        ]).store,
      );
    expect(now(0, scaler())).toEqual({ state: 'going' });
    expect(now(2, scaler())).toEqual({ state: 'done' });
    expect(now(2)).toEqual({ state: 'going' });
  });
});

describe('to restart', () => {
  const restart = actOf('workload-restart');

  it.each(['StatefulSet', 'DaemonSet'])(
    'is not possible of a %s whose Pods follow as they are deleted',
    kind => {
      const { object, store } = within([
        workload(kind, { updateStrategy: { type: 'OnDelete' } }),
      ]);
      expect(restart.offer(object, store)).toEqual({
        possible: false,
        why: expect.stringContaining('Delete the Pods'),
      });
      const rolling = within([
        workload(kind, { updateStrategy: { type: 'RollingUpdate' } }),
      ]);
      expect(restart.offer(rolling.object, rolling.store)).toEqual({
        possible: true,
      });
    },
  );

  it('tells which Pods of a StatefulSet stay', () => {
    const { object, store } = within([
      workload('StatefulSet', {
        updateStrategy: { rollingUpdate: { partition: 2 } },
      }),
    ]);
    expect(aboutOf(restart, object, store).tells).toEqual([
      'Only Pods of number 2 and above restart, as its roll-outs have a partition.',
    ]);
  });
});

it('gives the Pods of a workload their time to end, and those of a StatefulSet one after the other', () => {
  const minutes = (kind: string) => {
    const { object, store } = within([
      workload(kind, {
        replicas: 3,
        template: { spec: { terminationGracePeriodSeconds: 600 } },
      }),
    ]);
    const [{ timeoutMs }] = actOf('workload-restart').steps(
      object,
      undefined,
      store,
    );
    return timeoutMs / 60_000;
  };
  expect([minutes('Deployment'), minutes('StatefulSet')]).toEqual([40, 60]);
});
