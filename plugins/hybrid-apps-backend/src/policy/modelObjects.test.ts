import { KubeObject } from '../clusters';
import { reachChanges } from './modelObjects';

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

describe('reachChanges', () => {
  it.each([
    [
      'an annotation on a Service',
      service({}),
      service({ annotations: { 'example.org/note': 'some text' } }),
    ],
    ['labels of a Service', service({}), service({ labels: { team: 'a' } })],
    ['replicas of a kind that is added', rollout('web', 1), rollout('web', 2)],
  ])('are none with %s', (_, before, after) => {
    expect(reachChanges([before], [after], WORKLOADS).size).toBe(0);
  });

  it.each([
    ['whom a Service selects', service({}), service({}, { app: 'api' })],
    ['the labels of a kind that is added', rollout('web', 1), rollout('x', 1)],
  ])('are told with %s', (_, before, after) => {
    expect([...reachChanges([before], [after], WORKLOADS).values()]).toEqual([
      { now: after },
    ]);
  });

  it('tell what came and what is gone, in whatever order', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(name => service({ name }));
    const changes = reachChanges([a, b], [c, b], WORKLOADS);
    expect([...changes.values()]).toEqual([{ now: c }, { gone: a }]);
    expect(reachChanges([a, b], [b, a], WORKLOADS).size).toBe(0);
  });
});
