import { KubeObject } from '../objects';
import { validate } from './index';
import { deployment, object, Refused, template } from './testing';

describe('validation of workloads', () => {
  it.each<[string, KubeObject]>([
    ['a Deployment', deployment()],
    [
      'a Deployment with a port, a probe, limits and a volume',
      object('apps/v1', 'Deployment', {
        selector: { matchLabels: { app: 'web' } },
        template: template(
          {
            ports: [{ name: 'http', containerPort: 8080 }],
            readinessProbe: { httpGet: { path: '/', port: 'http' } },
            resources: { requests: { cpu: '100m' }, limits: { cpu: '1' } },
            volumeMounts: [{ name: 'data', mountPath: '/data' }],
          },
          { volumes: [{ name: 'data', emptyDir: {} }] },
        ),
      }),
    ],
  ])('takes %s', (_what, valid) => {
    expect(validate(valid)).toEqual([]);
  });

  it.each<Refused>([
    [
      'no container',
      deployment(
        {},
        { template: { metadata: { labels: { app: 'web' } }, spec: {} } },
      ),
      'spec.template.spec.containers',
      'Required value',
    ],
    [
      'no image',
      deployment({ image: '' }),
      'spec.template.spec.containers[0].image',
      'Required value',
    ],
    [
      'a template that its selector misses',
      deployment({}, { template: template({}, {}, { app: 'other' }) }),
      'spec.template.metadata.labels',
      'Invalid value: {"app":"other"}: `selector` does not match template `labels`',
    ],
    [
      'an empty selector',
      deployment({}, { selector: {} }),
      'spec.selector',
      'Invalid value: {}: empty selector is invalid for deployment',
    ],
    [
      'two containers of a name',
      deployment(
        {},
        {
          template: template(
            {},
            {
              containers: [
                { name: 'web', image: 'a' },
                { name: 'web', image: 'b' },
              ],
            },
          ),
        },
      ),
      'spec.template.spec.containers[1].name',
      'Duplicate value: "web"',
    ],
    [
      'two ports of a name',
      deployment({
        ports: [
          { name: 'http', containerPort: 80 },
          { name: 'http', containerPort: 81 },
        ],
      }),
      'spec.template.spec.containers[0].ports[1].name',
      'Duplicate value: "http"',
    ],
    [
      'a port beyond the last',
      deployment({ ports: [{ containerPort: 70_000 }] }),
      'spec.template.spec.containers[0].ports[0].containerPort',
      'Invalid value: 70000: must be between 1 and 65535, inclusive',
    ],
    [
      'a port name that is too long',
      deployment({ ports: [{ name: 'a-very-long-port', containerPort: 80 }] }),
      'spec.template.spec.containers[0].ports[0].name',
      'Invalid value: "a-very-long-port": must be no more than 15 characters',
    ],
    [
      'no quantity',
      deployment({ resources: { requests: { memory: 'lots' } } }),
      'spec.template.spec.containers[0].resources.requests[memory]',
      'Invalid value: "lots": quantities must match',
    ],
    [
      'a request above its limit',
      deployment({
        resources: { requests: { cpu: '2' }, limits: { cpu: '1' } },
      }),
      'spec.template.spec.containers[0].resources.requests',
      'Invalid value: "2": must be less than or equal to cpu limit of 1',
    ],
    [
      'a mount of no volume',
      deployment({ volumeMounts: [{ name: 'data', mountPath: '/' }] }),
      'spec.template.spec.containers[0].volumeMounts[0].name',
      'Not found: "data"',
    ],
    [
      'a Deployment that never restarts',
      deployment({}, { template: template({}, { restartPolicy: 'Never' }) }),
      'spec.template.spec.restartPolicy',
      'Unsupported value: "Never": supported values: "Always"',
    ],
    [
      'a schedule that is none',
      object('batch/v1', 'CronJob', {
        schedule: '* * *',
        jobTemplate: {
          spec: { template: template({}, { restartPolicy: 'Never' }) },
        },
      }),
      'spec.schedule',
      'Invalid value: "* * *": expected exactly 5 fields, found 3: [* * *]',
    ],
    [
      'no largest number of replicas',
      object('autoscaling/v2', 'HorizontalPodAutoscaler', {
        scaleTargetRef: { kind: 'Deployment', name: 'web' },
      }),
      'spec.maxReplicas',
      'Invalid value: 0: must be greater than 0',
    ],
  ])('refuses %s', (_what, bad, field, message) => {
    expect(validate(bad)).toEqual([
      expect.objectContaining({
        field,
        message: expect.stringContaining(message),
      }),
    ]);
  });
});
