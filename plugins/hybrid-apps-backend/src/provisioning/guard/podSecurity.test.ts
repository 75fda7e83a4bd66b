import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { podTemplatePath } from '@hybrid-apps/network-policy';
import { PROVISIONABLE_KINDS } from '../kinds';
import { guard, placed, refusedIn } from './__testUtils__/found';

/** Every kind of which containers' Pods come, as it may be created. */
const WORKLOADS = PROVISIONABLE_KINDS.map(([group, kind]) => ({
  apiVersion: group ? `${group}/v1` : 'v1',
  kind,
})).filter(type => podTemplatePath(type) && type.kind !== 'VirtualMachine');

/** A value within lists and maps, the last part innermost. */
const nest = (path: readonly string[], value: unknown): unknown =>
  path.reduceRight<unknown>((inner, part) => ({ [part]: inner }), value);

function workload(
  type: { apiVersion: string; kind: string },
  spec: object,
  annotations: Record<string, string> = {},
): Manifest {
  const template = podTemplatePath(type) ?? [];
  const pod = { metadata: { annotations }, spec };
  const nested = nest(template, pod);
  return {
    ...type,
    metadata: { name: 'web' },
    ...(typeof nested === 'object' ? nested : {}),
    ...(template.length === 0 && { metadata: { name: 'web', annotations } }),
  };
}

const POD = { apiVersion: 'v1', kind: 'Pod' };
const pod = (spec: object, annotations?: Record<string, string>) =>
  workload(POD, spec, annotations);

/** What Pod Security's profile restricted wants of each. */
const STRICT = {
  securityContext: {
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  },
  containers: [
    {
      name: 'web',
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      },
    },
  ],
};

/** Fields of Pods: where, what is good there, and what is not. */
const OF_PODS: Array<[path: string, good: unknown[], bad: unknown[]]> = [
  ['hostNetwork', [false, null], [true]],
  ['hostPID', [false], [true]],
  ['hostIPC', [false], [true]],
  ['volumes[0].hostPath', [null], [{ path: '/' }, {}]],
  ['volumes[0].emptyDir', [{}], []],
  [
    'securityContext.sysctls[0].name',
    ['net.ipv4.tcp_syncookies', 'net.ipv4.tcp_rmem'],
    ['kernel.msgmax', 'net.core.somaxconn', ''],
  ],
];

/** Fields of containers of each list. */
const OF_CONTAINERS: typeof OF_PODS = [
  ['securityContext.privileged', [false, null], [true]],
  [
    'securityContext.capabilities.add',
    [[], ['NET_BIND_SERVICE', 'CHOWN'], null],
    [['NET_ADMIN'], ['CHOWN', 'SYS_ADMIN'], ['ALL'], ['chown']],
  ],
  ['ports[0].hostPort', [0, null], [80]],
  ['securityContext.procMount', ['Default'], ['Unmasked']],
  ...[
    'livenessProbe.httpGet.host',
    'readinessProbe.tcpSocket.host',
    'startupProbe.httpGet.host',
    'lifecycle.postStart.httpGet.host',
    'lifecycle.preStop.tcpSocket.host',
  ].map((path): (typeof OF_PODS)[number] => [
    path,
    ['', null],
    ['127.0.0.1', '169.254.169.254'],
  ]),
];

/** Fields of both. */
const OF_BOTH: typeof OF_PODS = [
  ['securityContext.windowsOptions.hostProcess', [false], [true]],
  [
    'securityContext.appArmorProfile.type',
    ['RuntimeDefault', 'Localhost'],
    ['Unconfined', 'runtime/default'],
  ],
  [
    'securityContext.seLinuxOptions.type',
    ['', 'container_t', 'container_kvm_t', 'container_engine_t'],
    ['spc_t', 'unconfined_t'],
  ],
  ['securityContext.seLinuxOptions.user', ['', null], ['system_u']],
  ['securityContext.seLinuxOptions.role', ['', null], ['system_r']],
  [
    'securityContext.seccompProfile.type',
    ['RuntimeDefault', 'Localhost'],
    ['Unconfined'],
  ],
];

/** `a.b[0].c` with its value. */
const fieldAt = (path: string, value: unknown): object => {
  const [first, ...rest] = path.split('.');
  const name = first.replace('[0]', '');
  const inner = rest.length > 0 ? fieldAt(rest.join('.'), value) : value;
  return { [name]: first === name ? inner : [inner] };
};

const CONTAINERS = ['containers', 'initContainers', 'ephemeralContainers'];

const inContainer = (list: string, container: object) => ({
  containers: [{ name: 'other' }],
  [list]: [{ name: 'web', ...container }],
});

const CASES = [
  ...[...OF_PODS, ...OF_BOTH].map(([path, good, bad]) => ({
    path,
    good,
    bad,
    specOf: (value: unknown): object => fieldAt(path, value),
  })),
  ...CONTAINERS.flatMap(list =>
    [...OF_CONTAINERS, ...OF_BOTH].map(([path, good, bad]) => ({
      path: `${list}[0].${path}`,
      good,
      bad,
      specOf: (value: unknown): object =>
        inContainer(list, fieldAt(path, value)),
    })),
  ),
];

describe('Pod Security, profile baseline', () => {
  it.each(CASES)('$path', ({ path, good, bad, specOf }) => {
    for (const type of WORKLOADS) {
      const base = [...(podTemplatePath(type) ?? []), 'spec'].join('.');
      for (const value of good) {
        expect(refusedIn(workload(type, specOf(value)))).toEqual([]);
      }
      for (const value of bad) {
        const manifest = workload(type, specOf(value));
        expect(refusedIn(manifest)).toEqual([`${base}.${path}`]);
        expect(refusedIn(manifest, { podSecurity: 'privileged' })).toEqual([]);
        expect(refusedIn(manifest, { podSecurity: 'restricted' })).toContain(
          `${base}.${path}`,
        );
      }
    }
  });

  it('looks into every kind of which Pods come', () => {
    expect(WORKLOADS.map(({ kind }) => kind).sort()).toEqual([
      'CronJob',
      'DaemonSet',
      'Deployment',
      'Job',
      'Pod',
      'StatefulSet',
    ]);
  });

  it.each([
    ['runtime/default', []],
    ['localhost/mine', []],
    [
      'unconfined',
      [
        "metadata.annotations['container.apparmor.security.beta.kubernetes.io/web']",
      ],
    ],
  ])('the annotation for AppArmor: %s', (value, expected) => {
    const name = 'container.apparmor.security.beta.kubernetes.io/web';
    expect(refusedIn(pod(STRICT, { [name]: value }))).toEqual(expected);
  });

  it('tells all of it at once, with what it is and the way out', () => {
    const manifest = pod({
      hostNetwork: true,
      containers: [{ securityContext: { privileged: true } }],
      volumes: [{ name: 'root', hostPath: { path: '/' } }],
    });
    const all = guard([placed(manifest)]).get(manifest);
    expect(all).toEqual([
      {
        path: 'spec.hostNetwork',
        is: "is true, outside of Pod Security's profile baseline (Host Namespaces)",
        instead:
          'Leave it out. Who runs the portal sets the profile in hybridApps.provisioning.clusters[0].podSecurity.',
      },
      expect.objectContaining({
        path: 'spec.containers[0].securityContext.privileged',
      }),
      expect.objectContaining({ path: 'spec.volumes[0].hostPath' }),
    ]);
  });
});

describe('Pod Security, profile restricted', () => {
  const strictly = { podSecurity: 'restricted' as const };
  const [container] = STRICT.containers;
  const withContainer = (security: object, more: object = {}) => ({
    ...STRICT,
    containers: [
      {
        ...container,
        securityContext: { ...container.securityContext, ...security },
      },
    ],
    ...more,
  });

  it('takes what is as strict as it wants', () => {
    expect(refusedIn(pod(STRICT), strictly)).toEqual([]);
  });

  it.each<[string, object, string[]]>([
    [
      'volume types',
      {
        ...STRICT,
        volumes: [
          { name: 'a', configMap: {} },
          { name: 'b', nfs: { server: 'a' } },
          { name: 'c', image: {} },
          { name: 'd' },
          { name: 'e', ephemeral: {} },
        ],
      },
      // An image's contents are permitted, as images are.
      ['spec.volumes[1]', 'spec.volumes[3]'],
    ],
    [
      'privilege escalation',
      withContainer({ allowPrivilegeEscalation: undefined }),
      ['spec.containers[0].securityContext.allowPrivilegeEscalation'],
    ],
    [
      'privilege escalation',
      withContainer({ allowPrivilegeEscalation: true }),
      ['spec.containers[0].securityContext.allowPrivilegeEscalation'],
    ],
    [
      'root, for the Pod',
      {
        ...STRICT,
        securityContext: { ...STRICT.securityContext, runAsNonRoot: false },
      },
      [
        'spec.securityContext.runAsNonRoot',
        'spec.containers[0].securityContext.runAsNonRoot',
      ],
    ],
    [
      'root, for a container',
      withContainer({ runAsNonRoot: false }),
      ['spec.containers[0].securityContext.runAsNonRoot'],
    ],
    [
      'root unsaid for the Pod, and said for the container',
      withContainer(
        { runAsNonRoot: true },
        { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } },
      ),
      [],
    ],
    [
      'the user 0',
      withContainer({ runAsUser: 0 }),
      ['spec.containers[0].securityContext.runAsUser'],
    ],
    [
      'seccomp, unsaid',
      { ...STRICT, securityContext: { runAsNonRoot: true } },
      ['spec.containers[0].securityContext.seccompProfile.type'],
    ],
    [
      'capabilities that are not dropped',
      withContainer({ capabilities: { drop: ['NET_RAW'] } }),
      ['spec.containers[0].securityContext.capabilities.drop'],
    ],
    [
      'capabilities that are added',
      withContainer({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } }),
      ['spec.containers[0].securityContext.capabilities.add'],
    ],
    [
      'a port below 1024',
      withContainer({
        capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
      }),
      [],
    ],
    [
      'Windows, which has none of these',
      {
        os: { name: 'windows' },
        securityContext: { runAsNonRoot: true },
        containers: [{ name: 'web' }],
      },
      [],
    ],
  ])('%s', (_, spec, expected) => {
    expect(refusedIn(pod(spec), strictly)).toEqual(expected);
    expect(refusedIn(pod(spec))).toEqual([]);
  });

  it.each(CONTAINERS)('holds for each of %s', list => {
    expect(
      refusedIn(pod({ ...STRICT, [list]: [{ name: 'bare' }] }), strictly),
    ).toEqual([
      `spec.${list}[0].securityContext.allowPrivilegeEscalation`,
      `spec.${list}[0].securityContext.capabilities.drop`,
    ]);
  });
});

describe('what cannot be read of a Pod', () => {
  it.each<[unknown, string[]]>([
    [undefined, ['spec']],
    ['text', ['spec']],
    [{ containers: {} }, ['spec.containers']],
    [{ initContainers: ['a'] }, ['spec.initContainers[0]']],
    [{ hostNetwork: 'true' }, ['spec.hostNetwork']],
    [
      { containers: [{ securityContext: { privileged: 1 } }], hostPID: 1 },
      ['spec.hostPID', 'spec.containers[0].securityContext.privileged'],
    ],
    [{ volumes: [[]] }, ['spec.volumes[0]']],
    [{ containers: Array(1_000).fill({}) }, ['spec.containers']],
  ])('%j is refused, and never passed', (spec, expected) => {
    const manifest = { ...POD, metadata: { name: 'web' }, spec };
    expect(refusedIn(manifest).sort()).toEqual(expected.sort());
    const [{ is }] = guard([placed(manifest)]).get(manifest) ?? [];
    expect(is).toMatch(/^cannot be checked: /);
  });
});
