import { casesIn, insideCases } from '../__testUtils__/cases';
import { createStoreFromObjects } from '..';

describe('Rollouts', () => {
  it.each([
    ...casesIn(__dirname, 'rollouts.yaml'),
    ...insideCases(__dirname, 'inside.yaml'),
  ])('%s', (_, { answers, expected }) => {
    expect(answers()).toEqual([expected]);
  });

  it('name the workload that they take their template from', () => {
    const store = createStoreFromObjects('onprem', [
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Rollout',
        metadata: { name: 'web', namespace: 'shop' },
        spec: {
          workloadRef: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'base',
          },
        },
      },
    ]);
    const [rollout] = store.list({ group: 'argoproj.io', kind: 'Rollout' });
    expect(store.namesOf(rollout)).toMatchObject([
      {
        relation: 'uses',
        to: {
          group: 'apps',
          kind: 'Deployment',
          namespace: 'shop',
          name: 'base',
        },
        fieldPath: 'spec.workloadRef',
      },
    ]);
  });
});
