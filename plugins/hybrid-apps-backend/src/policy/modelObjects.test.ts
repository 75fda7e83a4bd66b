import { KubeObject } from '../clusters';
import { reachSame } from './modelObjects';

const WORKLOADS = { 'argoproj.io/Rollout': ['spec', 'template'] };

const service = (metadata: object, selector = { app: 'web' }): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop', uid: 'service', ...metadata },
  spec: { selector, ports: [{ port: 80 }] },
});

const rollout = (app: string, replicas: number): KubeObject => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'web', namespace: 'shop', uid: 'rollout' },
  spec: { replicas, template: { metadata: { labels: { app } } } },
});

describe('reachSame', () => {
  it.each([
    [
      'an annotation on a Service',
      service({}),
      service({ annotations: { 'example.org/note': 'some text' } }),
    ],
    ['labels of a Service', service({}), service({ labels: { team: 'a' } })],
    ['replicas of a kind that is added', rollout('web', 1), rollout('web', 2)],
  ])('is not up to %s', (_, before, after) => {
    expect(reachSame([before], [after], WORKLOADS)).toBe(true);
  });

  it.each([
    ['whom a Service selects', service({}), service({}, { app: 'api' })],
    ['the labels of a kind that is added', rollout('web', 1), rollout('x', 1)],
  ])('is up to %s', (_, before, after) => {
    expect(reachSame([before], [after], WORKLOADS)).toBe(false);
  });
});
