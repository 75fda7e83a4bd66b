import fc from 'fast-check';
import { createStoreFromObjects, healthOf } from '..';
import { PlainObject } from '../../clusters';
import { casesIn } from '../__testUtils__/cases';

describe('Deployments and ReplicaSets', () => {
  it.each(casesIn(__dirname, 'deployments.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});

describe('StatefulSets', () => {
  it.each(casesIn(__dirname, 'statefulSets.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});

describe('DaemonSets', () => {
  it.each(casesIn(__dirname, 'daemonSets.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});

interface Generated {
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  generation: number;
  spec: {
    replicas?: number;
    paused?: boolean;
    updateStrategy?: {
      type?: string;
      rollingUpdate?: { partition?: number };
    };
  };
  status: Record<string, unknown>;
}

/**
 * Whether `kubectl rollout status` would say that a roll-out is done; it fails
 * where nothing rolls, which is no word against it.
 * Source: kubectl, `polymorphichelpers/rollout_status.go`. As in Go, a count
 * that is absent is 0.
 */
function kubectlSaysDone({ kind, generation, spec, status }: Generated) {
  const count = (field: string) => Number(status[field] ?? 0);
  const { replicas, updateStrategy } = spec;
  switch (kind) {
    case 'Deployment': {
      if (generation > count('observedGeneration')) {
        return false;
      }
      const conditions = Array.isArray(status.conditions)
        ? status.conditions
        : [];
      const isLate = conditions.some(
        ({ type, reason }) =>
          type === 'Progressing' && reason === 'ProgressDeadlineExceeded',
      );
      const isBehind =
        replicas !== undefined && count('updatedReplicas') < replicas;
      return (
        !isLate &&
        !isBehind &&
        count('replicas') <= count('updatedReplicas') &&
        count('availableReplicas') >= count('updatedReplicas')
      );
    }
    case 'DaemonSet':
      if (updateStrategy?.type !== 'RollingUpdate') {
        return true;
      }
      return (
        generation <= count('observedGeneration') &&
        count('updatedNumberScheduled') >= count('desiredNumberScheduled') &&
        count('numberAvailable') >= count('desiredNumberScheduled')
      );
    default: {
      if (updateStrategy?.type !== 'RollingUpdate') {
        return true;
      }
      const observed = count('observedGeneration');
      if (observed === 0 || generation > observed) {
        return false;
      }
      if (replicas !== undefined && count('readyReplicas') < replicas) {
        return false;
      }
      const { rollingUpdate } = updateStrategy;
      if (rollingUpdate) {
        const { partition } = rollingUpdate;
        return (
          replicas === undefined ||
          partition === undefined ||
          count('updatedReplicas') >= replicas - partition
        );
      }
      return status.updateRevision === status.currentRevision;
    }
  }
}

const few = fc.nat(3);
const counts = (...fields: string[]) =>
  Object.fromEntries(
    fields.map(field => [field, fc.option(few, { nil: undefined })]),
  );
const revision = fc.constantFrom('web-1', 'web-2');

const generated: fc.Arbitrary<Generated> = fc.record({
  kind: fc.constantFrom('Deployment', 'StatefulSet', 'DaemonSet'),
  generation: fc.integer({ min: 1, max: 2 }),
  spec: fc.record(
    {
      replicas: few,
      paused: fc.boolean(),
      updateStrategy: fc.record(
        {
          type: fc.constantFrom('RollingUpdate', 'RollingUpdate', 'OnDelete'),
          rollingUpdate: fc.record({ partition: few }, { requiredKeys: [] }),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  ),
  status: fc.record({
    ...counts(
      'replicas',
      'updatedReplicas',
      'readyReplicas',
      'availableReplicas',
      'desiredNumberScheduled',
      'currentNumberScheduled',
      'updatedNumberScheduled',
      'numberReady',
      'numberAvailable',
    ),
    observedGeneration: fc.option(fc.integer({ min: 1, max: 3 }), {
      nil: undefined,
    }),
    updateRevision: revision,
    currentRevision: revision,
    conditions: fc.constantFrom(
      [],
      [{ type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated' }],
      [
        {
          type: 'Progressing',
          status: 'False',
          reason: 'ProgressDeadlineExceeded',
        },
      ],
    ),
  }),
});

const judge = ({ kind, generation, spec, status }: Generated) => {
  const object: PlainObject = {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name: 'web', namespace: 'shop', generation },
    spec,
    status,
  };
  const store = createStoreFromObjects('onprem', [object]);
  const [found] = store.list({ group: 'apps', kind });
  return healthOf(found, store).state;
};

describe('a roll-out', () => {
  it('is never well or off where kubectl says that it is not done', () => {
    fc.assert(
      fc.property(generated, workload => {
        const isWell = ['healthy', 'stopped'].includes(judge(workload));
        expect(isWell && !kubectlSaysDone(workload)).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is well where kubectl says that all that is wanted is there', () => {
    fc.assert(
      fc.property(generated, fc.integer({ min: 1, max: 3 }), (workload, n) => {
        const full: Generated = {
          ...workload,
          spec: { ...workload.spec, replicas: n },
          status: {
            ...Object.fromEntries(
              Object.keys(workload.status).map(field => [field, n]),
            ),
            observedGeneration: workload.generation,
            updateRevision: 'web-1',
            currentRevision: 'web-1',
            conditions: [],
          },
        };
        expect([kubectlSaysDone(full), judge(full)]).toEqual([true, 'healthy']);
      }),
    );
  });
});
