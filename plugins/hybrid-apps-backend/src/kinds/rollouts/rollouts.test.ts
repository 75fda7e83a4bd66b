import { casesIn, insideCases } from '../__testUtils__/cases';
import { createStoreFromObjects, factsOf } from '..';

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

  it('have what the workload says whose template they take, with replicas of their own', () => {
    const store = createStoreFromObjects('onprem', [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'base', namespace: 'shop' },
        spec: {
          replicas: 0,
          template: {
            spec: {
              containers: [
                {
                  name: 'web',
                  image: 'web:2',
                  ports: [{ containerPort: 8080 }],
                  resources: { requests: { cpu: '500m', memory: '1Gi' } },
                },
              ],
            },
          },
        },
      },
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Rollout',
        metadata: { name: 'web', namespace: 'shop' },
        spec: {
          replicas: 3,
          workloadRef: { kind: 'Deployment', name: 'base' },
        },
      },
    ]);
    const [rollout] = store.list({ group: 'argoproj.io', kind: 'Rollout' });
    expect(factsOf(rollout, store, {})).toEqual({
      replicas: { ready: 0, desired: 3 },
      resources: { cpu: 0.5, memory: 2 ** 30 },
      images: ['web:2'],
      ports: [{ port: 8080, protocol: 'TCP' }],
    });
  });
});
