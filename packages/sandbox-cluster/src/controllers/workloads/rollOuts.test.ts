import { KubeObject, recordAt } from '../../objects';
import { sandbox } from '../testing';

const template = (image: string) => ({
  metadata: { labels: { app: 'work' } },
  spec: {
    containers: [
      {
        name: 'work',
        image,
        readinessProbe: { httpGet: { path: '/', port: 80 } },
      },
    ],
  },
});

const workload = (kind: string, spec: object = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'work', namespace: 'demo' },
  spec: {
    selector: { matchLabels: { app: 'work' } },
    template: template('web:1'),
    ...spec,
  },
});

describe('a strategy', () => {
  const percents = { maxUnavailable: '25%', maxSurge: '25%' };
  const ones = { maxUnavailable: 1, maxSurge: 0 };
  it.each([
    ['Deployment', 'strategy', {}, percents],
    ['Deployment', 'strategy', { type: 'RollingUpdate' }, percents],
    [
      'Deployment',
      'strategy',
      { rollingUpdate: { maxSurge: 2 } },
      { ...percents, maxSurge: 2 },
    ],
    ['Deployment', 'strategy', { type: 'Recreate' }, undefined],
    ['StatefulSet', 'updateStrategy', {}, { partition: 0 }],
    [
      'StatefulSet',
      'updateStrategy',
      { rollingUpdate: { partition: 2 } },
      { partition: 2 },
    ],
    ['StatefulSet', 'updateStrategy', { type: 'OnDelete' }, undefined],
    [
      'DaemonSet',
      'updateStrategy',
      { rollingUpdate: { maxUnavailable: 3 } },
      { ...ones, maxUnavailable: 3 },
    ],
    ['DaemonSet', 'updateStrategy', { type: 'RollingUpdate' }, ones],
  ])('of a %s (%s %j) is completed', (kind, field, given, rollingUpdate) => {
    const cluster = sandbox();
    const made = cluster.create(workload(kind, { [field]: given }));
    expect(recordAt(made, 'spec')[field]).toEqual({
      type: 'RollingUpdate',
      ...given,
      ...(rollingUpdate && { rollingUpdate }),
    });
  });
});
