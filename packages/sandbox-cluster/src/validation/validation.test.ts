import { KubeObject } from '../objects';
import { StatusError } from '../status';
import { requireValid, validate, validateUpdate } from './index';

const object = (
  apiVersion: string,
  kind: string,
  spec: unknown,
  metadata = {},
): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'it', namespace: 'demo', ...metadata },
  spec,
});

const policy = (spec: object) =>
  object('networking.k8s.io/v1', 'NetworkPolicy', { podSelector: {}, ...spec });
const ingressFrom = (peer: object, port: object = { port: 80 }) =>
  policy({ ingress: [{ from: [peer], ports: [port] }] });

const template = (container = {}, spec = {}, labels = { app: 'web' }) => ({
  metadata: { labels },
  spec: {
    containers: [
      { name: 'web', image: 'registry.example/web:1', ...container },
    ],
    ...spec,
  },
});
const deployment = (container = {}, spec = {}) =>
  object('apps/v1', 'Deployment', {
    selector: { matchLabels: { app: 'web' } },
    template: template(container),
    ...spec,
  });

const service = (spec: object) => object('v1', 'Service', spec);
const claim = (spec: object) =>
  object('v1', 'PersistentVolumeClaim', {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '10Gi' } },
    ...spec,
  });

const vm = (domain: object = {}, vmi: object = {}, spec: object = {}) =>
  object('kubevirt.io/v1', 'VirtualMachine', {
    runStrategy: 'Always',
    template: {
      spec: {
        domain: { memory: { guest: '1Gi' }, devices: {}, ...domain },
        ...vmi,
      },
    },
    ...spec,
  });
const root = {
  name: 'root',
  containerDisk: { image: 'registry.example/vm:1' },
};
const nic = { name: 'default', masquerade: {} };

describe('validate', () => {
  it.each([
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
    ['a policy of all', policy({ ingress: [{}] })],
    [
      'an ipBlock with a hole',
      ingressFrom({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }),
    ],
    [
      'an IPv6 ipBlock',
      ingressFrom({
        ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] },
      }),
    ],
    [
      'a range of ports',
      ingressFrom({ podSelector: {} }, { port: 80, endPort: 90 }),
    ],
    ['a Service', service({ ports: [{ port: 80, targetPort: 'http' }] })],
    ['a headless Service without ports', service({ clusterIP: 'None' })],
    ['a claim', claim({})],
    [
      'a VM whose volume has no disk',
      vm(
        { devices: { interfaces: [nic] } },
        { volumes: [root], networks: [{ name: 'default', pod: {} }] },
      ),
    ],
    [
      'a VM with the older running',
      vm({}, {}, { running: true, runStrategy: undefined }),
    ],
    [
      'a VM with an instance type',
      vm({ memory: undefined }, {}, { instancetype: { name: 'u1' } }),
    ],
  ])('takes %s', (_what, valid) => {
    expect(validate(valid)).toEqual([]);
  });

  it.each<[string, KubeObject, string, string]>([
    [
      'a name in capitals',
      object('v1', 'ConfigMap', {}, { name: 'Web' }),
      'metadata.name',
      'Invalid value: "Web": a lowercase RFC 1123 subdomain must consist',
    ],
    [
      'a Service named by a number',
      object('v1', 'Service', { ports: [{ port: 80 }] }, { name: '1st' }),
      'metadata.name',
      'Invalid value: "1st": a DNS-1035 label must consist',
    ],
    [
      'a Namespace with a dot',
      object('v1', 'Namespace', {}, { name: 'a.b' }),
      'metadata.name',
      'Invalid value: "a.b": a lowercase RFC 1123 label must',
    ],
    [
      'a long Namespace',
      object('v1', 'Namespace', {}, { name: 'a'.repeat(64) }),
      'metadata.name',
      `Invalid value: "${'a'.repeat(64)}": must be no more than 63 bytes`,
    ],
    [
      'no name',
      object('v1', 'ConfigMap', {}, { name: '' }),
      'metadata.name',
      'Required value: name or generateName is required',
    ],
    [
      'a label with a space',
      object('v1', 'ConfigMap', {}, { labels: { app: 'a b' } }),
      'metadata.labels',
      'Invalid value: "a b": a valid label must be an empty string or',
    ],
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
      'an endPort below its port',
      ingressFrom({ podSelector: {} }, { port: 9000, endPort: 8000 }),
      'spec.ingress[0].ports[0].endPort',
      'Invalid value: 9000: must be greater than or equal to `port`',
    ],
    [
      'an endPort after a name',
      ingressFrom({ podSelector: {} }, { port: 'http', endPort: 90 }),
      'spec.ingress[0].ports[0].endPort',
      'Invalid value: 90: may not be specified when `port` is non-numeric',
    ],
    [
      'an endPort alone',
      ingressFrom({ podSelector: {} }, { endPort: 90 }),
      'spec.ingress[0].ports[0].endPort',
      'Invalid value: 90: may not be specified when `port` is not specified',
    ],
    [
      'a hole outside its block',
      ingressFrom({
        ipBlock: { cidr: '10.0.0.0/8', except: ['192.168.0.0/24'] },
      }),
      'spec.ingress[0].from[0].ipBlock.except[0]',
      'Invalid value: "192.168.0.0/24": must be a strict subset of `cidr`',
    ],
    [
      'a hole as large as its block',
      ingressFrom({ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] } }),
      'spec.ingress[0].from[0].ipBlock.except[0]',
      'Invalid value: "10.0.0.0/8": must be a strict subset of `cidr`',
    ],
    [
      'a block that is none',
      ingressFrom({ ipBlock: { cidr: '10.0.0.1' } }),
      'spec.ingress[0].from[0].ipBlock.cidr',
      'Invalid value: "10.0.0.1": must be a valid CIDR value',
    ],
    [
      'a block beside a selector',
      ingressFrom({ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }),
      'spec.ingress[0].from[0]',
      'Forbidden: may not specify both ipBlock and another peer',
    ],
    [
      'a peer of nothing',
      ingressFrom({}),
      'spec.ingress[0].from[0]',
      'Required value: must specify a peer',
    ],
    [
      'a policy type that is none',
      policy({ policyTypes: ['Inbound'] }),
      'spec.policyTypes[0]',
      'Unsupported value: "Inbound": supported values: "Egress", "Ingress"',
    ],
    [
      'a selector operator that is none',
      policy({
        podSelector: {
          matchExpressions: [{ key: 'app', operator: 'Like', values: ['x'] }],
        },
      }),
      'spec.podSelector.matchExpressions[0].operator',
      'Invalid value: "Like": not a valid selector operator',
    ],
    [
      'In without values',
      policy({
        podSelector: { matchExpressions: [{ key: 'app', operator: 'In' }] },
      }),
      'spec.podSelector.matchExpressions[0].values',
      "Required value: must be specified when `operator` is 'In' or 'NotIn'",
    ],
    ['a Service without ports', service({}), 'spec.ports', 'Required value'],
    [
      'several ports without names',
      service({ ports: [{ name: 'a', port: 80 }, { port: 81 }] }),
      'spec.ports[1].name',
      'Required value',
    ],
    [
      'a node port out of range',
      service({ type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] }),
      'spec.ports[0].nodePort',
      'Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
    ],
    [
      'an Ingress of nothing',
      object('networking.k8s.io/v1', 'Ingress', {}),
      'spec',
      'Invalid value: []: either `defaultBackend` or `rules` must be specified',
    ],
    [
      'an Ingress path without type',
      object('networking.k8s.io/v1', 'Ingress', {
        rules: [
          {
            http: {
              paths: [
                {
                  path: '/',
                  backend: { service: { name: 'web', port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      }),
      'spec.rules[0].http.paths[0].pathType',
      'Required value: pathType must be specified',
    ],
    [
      'a claim without a size',
      claim({ resources: {} }),
      'spec.resources[storage]',
      'Required value',
    ],
    [
      'a claim without access modes',
      claim({ accessModes: [] }),
      'spec.accessModes',
      'Required value: at least 1 access mode is required',
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
    [
      'a disk without volume',
      vm({ devices: { disks: [{ name: 'nope' }] } }),
      'spec.template.spec.domain.devices.disks[0].name',
      "spec.template.spec.domain.devices.disks[0].Name 'nope' not found.",
    ],
    [
      'a volume without source',
      vm({}, { volumes: [{ name: 'root' }] }),
      'spec.template.spec.volumes[0]',
      'spec.template.spec.volumes[0] must have exactly one source type set',
    ],
    [
      'two volumes of a name',
      vm({}, { volumes: [root, root] }),
      'spec.template.spec.volumes[1].name',
      'spec.template.spec.volumes[1] and spec.template.spec.volumes[0] must not have the same Name.',
    ],
    [
      'an interface without network',
      vm({ devices: { interfaces: [nic] } }),
      'spec.template.spec.domain.devices.interfaces[0].name',
      "spec.template.spec.domain.devices.interfaces[0].name 'default' not found.",
    ],
    [
      'a network without interface',
      vm({}, { networks: [{ name: 'default', pod: {} }] }),
      'spec.template.spec.networks[0].name',
      "spec.template.spec.networks[0].name 'default' not found.",
    ],
    [
      'running beside runStrategy',
      vm({}, {}, { running: true }),
      'spec.running',
      'Running and RunStrategy are mutually exclusive. Note that Running is deprecated, please use RunStrategy instead',
    ],
    [
      'a run strategy that is none',
      vm({}, {}, { runStrategy: 'Sometimes' }),
      'spec.runStrategy',
      'Invalid RunStrategy (Sometimes)',
    ],
    [
      'a CPU beside an instance type',
      vm(
        { memory: undefined, cpu: { cores: 2 } },
        {},
        { instancetype: { name: 'u1' } },
      ),
      'spec.template.spec.domain.cpu',
      'VM field(s) spec.template.spec.domain.cpu conflicts with selected instance type',
    ],
    [
      'a DataVolume template that no volume uses',
      vm(
        {},
        {},
        {
          dataVolumeTemplates: [
            { metadata: { name: 'disk' }, spec: { storage: {} } },
          ],
        },
      ),
      'spec.dataVolumeTemplate[0]',
      "DataVolumeTemplate entry spec.dataVolumeTemplate[0] must be referenced in the VMI template's 'volumes' list",
    ],
  ])('refuses %s', (_what, bad, field, message) => {
    const causes = validate(bad);
    expect(causes.map(cause => cause.field)).toEqual([field]);
    expect(causes[0].message.slice(0, message.length)).toBe(message);
  });
});

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

describe('requireValid', () => {
  const refusal = (bad: KubeObject) => {
    try {
      requireValid(bad, undefined);
    } catch (error) {
      if (error instanceof StatusError) {
        return error.status;
      }
      throw error;
    }
    return undefined;
  };

  it('answers as the API server does for a NetworkPolicy', () => {
    // As recorded from kube-apiserver 1.36.2.
    const bad = object(
      'networking.k8s.io/v1',
      'NetworkPolicy',
      {
        podSelector: { matchLabels: { 'kubevirt.io/domain': 'mongodb-vm' } },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [
              { ipBlock: { cidr: '10.0.0.0/8', except: ['192.168.0.0/24'] } },
            ],
            ports: [{ protocol: 'TCP', port: 9000, endPort: 8000 }],
          },
        ],
      },
      { name: 'mongodb' },
    );
    expect(refusal(bad)).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message:
        'NetworkPolicy.networking.k8s.io "mongodb" is invalid: [spec.ingress[0].ports[0].endPort: Invalid value: 9000: must be greater than or equal to `port`, spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "192.168.0.0/24": must be a strict subset of `cidr`]',
      reason: 'Invalid',
      details: {
        name: 'mongodb',
        group: 'networking.k8s.io',
        kind: 'NetworkPolicy',
        causes: [
          {
            reason: 'FieldValueInvalid',
            message:
              'Invalid value: 9000: must be greater than or equal to `port`',
            field: 'spec.ingress[0].ports[0].endPort',
          },
          {
            reason: 'FieldValueInvalid',
            message:
              'Invalid value: "192.168.0.0/24": must be a strict subset of `cidr`',
            field: 'spec.ingress[0].from[0].ipBlock.except[0]',
          },
        ],
      },
      code: 422,
    });
  });

  it('answers as KubeVirt’s webhook does for a VM', () => {
    // As recorded from virt-api 1.9.0.
    const message =
      "spec.template.spec.domain.devices.disks[0].Name 'nope' not found.";
    expect(refusal(vm({ devices: { disks: [{ name: 'nope' }] } }))).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: `admission webhook "virtualmachine-validator.kubevirt.io" denied the request: ${message}`,
      reason: 'Invalid',
      details: {
        causes: [
          {
            reason: 'FieldValueInvalid',
            message,
            field: 'spec.template.spec.domain.devices.disks[0].name',
          },
        ],
      },
      code: 422,
    });
  });

  it('lets go what is valid, and kinds that it has no rules for', () => {
    expect(refusal(deployment())).toBeUndefined();
    expect(refusal(object('v1', 'ConfigMap', {}))).toBeUndefined();
  });
});
