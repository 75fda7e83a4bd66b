import { kindOf } from '../kinds';
import { groupOf, Json, KubeObject } from '../objects';
import { checkTypes, CheckedFields } from './index';

function check(object: KubeObject): CheckedFields {
  const def = kindOf(groupOf(object.apiVersion), object.kind);
  if (!def) {
    throw new Error(`no ${object.kind}`);
  }
  return checkTypes(def, object);
}

const deployment = (spec: Json, container: Json = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    template: {
      spec: { containers: [{ name: 'web', image: 'a:1', ...container }] },
    },
    ...spec,
  },
});

const of = (apiVersion: string, kind: string, content: Json): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'it' },
  ...content,
});

const container = 'spec.template.spec.containers[0]';

describe('checkTypes', () => {
  it.each<[string, KubeObject, string, string]>([
    [
      'a number of replicas in quotes',
      deployment({ replicas: '3' }),
      'spec.replicas',
      'int',
    ],
    [
      'a variable that is a number',
      deployment({}, { env: [{ name: 'A', value: 1 }] }),
      `${container}.env[0].value`,
      'string',
    ],
    [
      'a command that is no list',
      deployment({}, { command: 'ls -l' }),
      `${container}.command`,
      'list',
    ],
    [
      'an argument that is a number',
      deployment({}, { args: ['--port', 8080] }),
      `${container}.args[1]`,
      'string',
    ],
    [
      'a port in quotes',
      deployment({}, { ports: [{ containerPort: '80' }] }),
      `${container}.ports[0].containerPort`,
      'int',
    ],
    [
      'containers that are no list',
      deployment({ template: { spec: { containers: {} } } }),
      'spec.template.spec.containers',
      'list',
    ],
    [
      'a container that is a text',
      deployment({ template: { spec: { containers: ['web'] } } }),
      container,
      'map',
    ],
    [
      'a container that is nothing',
      deployment({ template: { spec: { containers: [null] } } }),
      container,
      'map',
    ],
    [
      'an autoscaler’s bound in quotes',
      of('autoscaling/v2', 'HorizontalPodAutoscaler', {
        spec: { maxReplicas: '5' },
      }),
      'spec.maxReplicas',
      'int',
    ],
    [
      'an annotation that is true',
      deployment({
        template: { metadata: { annotations: { 'example.com/on': true } } },
      }),
      'spec.template.metadata.annotations.example.com/on',
      'string',
    ],
    [
      'a setting that is a number',
      of('v1', 'ConfigMap', { data: { port: 80 } }),
      'data.port',
      'string',
    ],
    [
      'rules that are no list',
      of('networking.k8s.io/v1', 'NetworkPolicy', { spec: { ingress: {} } }),
      'spec.ingress',
      'list',
    ],
    [
      'a VM’s yes in quotes',
      of('kubevirt.io/v1', 'VirtualMachine', { spec: { running: 'true' } }),
      'spec.running',
      'bool',
    ],
  ])('finds %s', (_what, object, path, expected) => {
    expect(check(object).mistyped).toEqual([
      expect.objectContaining({ path, expected }),
    ]);
  });

  it('takes null for what is left out, and what may be of several types', () => {
    const { mistyped, unknown } = check(
      deployment(
        { replicas: null, strategy: { rollingUpdate: { maxSurge: '25%' } } },
        {
          env: null,
          image: undefined,
          resources: { limits: { cpu: 1, memory: '1Gi' } },
          readinessProbe: { httpGet: { port: 'http' } },
        },
      ),
    );
    expect([mistyped, unknown]).toEqual([[], []]);
  });
});
