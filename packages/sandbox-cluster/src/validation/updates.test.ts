import { KubeObject } from '../objects';
import { validateUpdate } from './index';
import { claim, deployment, object, service, template } from './testing';

describe('validateUpdate', () => {
  it.each<[string, KubeObject, KubeObject, string]>([
    [
      'a Deployment’s selector',
      deployment(),
      deployment({}, { selector: { matchLabels: { app: 'other' } } }),
      'spec.selector: Invalid value: {"matchLabels":{"app":"other"}}: field is immutable',
    ],
    [
      'a StatefulSet’s service',
      object('apps/v1', 'StatefulSet', { serviceName: 'a' }),
      object('apps/v1', 'StatefulSet', { serviceName: 'b' }),
      "spec: Forbidden: updates to statefulset spec for fields other than 'replicas'",
    ],
    [
      'a Job’s template',
      object('batch/v1', 'Job', { template: template() }),
      object('batch/v1', 'Job', { template: template({ image: 'b' }) }),
      'spec.template: Invalid value: ',
    ],
    [
      'a claim’s class',
      claim({ storageClassName: 'a' }),
      claim({ storageClassName: 'b' }),
      'spec: Forbidden: spec is immutable after creation except',
    ],
    [
      'a claim’s size, downwards',
      claim({}),
      claim({ resources: { requests: { storage: '5Gi' } } }),
      'spec.resources.requests.storage: Forbidden: field can not be less than',
    ],
    [
      'a Service’s address',
      service({ clusterIP: '10.96.0.1' }),
      service({ clusterIP: '10.96.0.2' }),
      'spec.clusterIPs[0]: Invalid value: ["10.96.0.2"]: may not change once set',
    ],
    [
      'a pod’s command',
      object('v1', 'Pod', template().spec),
      object('v1', 'Pod', template({ command: ['sh'] }).spec),
      'spec: Forbidden: pod updates may not change fields other than',
    ],
  ])('refuses to change %s', (_what, before, after, message) => {
    const [cause] = validateUpdate(before, after);
    expect(`${cause.field}: ${cause.message}`.slice(0, message.length)).toBe(
      message,
    );
  });

  it.each<[string, KubeObject, KubeObject]>([
    [
      'a StatefulSet’s replicas',
      object('apps/v1', 'StatefulSet', { replicas: 1 }),
      object('apps/v1', 'StatefulSet', { replicas: 2 }),
    ],
    [
      'a claim’s size, upwards',
      claim({}),
      claim({ resources: { requests: { storage: '20Gi' } } }),
    ],
    [
      'the volume and class of a claim that had none',
      claim({}),
      claim({ volumeName: 'pv', storageClassName: 'standard' }),
    ],
    [
      'the node of a pod that had none',
      object('v1', 'Pod', template().spec),
      object('v1', 'Pod', { ...template().spec, nodeName: 'node1' }),
    ],
    [
      'a pod’s image',
      object('v1', 'Pod', template().spec),
      object('v1', 'Pod', template({ image: 'b' }).spec),
    ],
  ])('lets %s change', (_what, before, after) => {
    expect(validateUpdate(before, after)).toEqual([]);
  });
});
