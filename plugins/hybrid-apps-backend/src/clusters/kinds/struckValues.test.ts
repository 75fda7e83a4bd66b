import { podTemplatePath, READ_ANNOTATIONS } from '@hybrid-apps/network-policy';
import { inspect } from 'node:util';
import { HIDDEN, hidingBody, hidingTemplate } from '../../__testUtils__/hiding';
import { HOSTS } from '../hosts';
import { KINDS } from '../../kinds';

const everyKind = KINDS.watched.flatMap(({ groups, kind }) =>
  groups.map((group): [string, string] => [group, kind]),
);

const typeOf = (group: string, kind: string) => ({
  apiVersion: group ? `${group}/v1` : 'v1',
  kind,
});

const project = (group: string, kind: string, body: object) =>
  KINDS.project(body, typeOf(group, kind));

/** All of an object, what no JSON has of it as well. */
const everything = (object: unknown) =>
  inspect(object, {
    depth: Infinity,
    maxArrayLength: Infinity,
    maxStringLength: Infinity,
    showHidden: true,
  });

describe('no value that an object hides is kept', () => {
  it.each(everyKind)('of %s %s', (group, kind) => {
    const object = project(group, kind, hidingBody(kind));
    expect(object).toBeDefined();
    expect(everything(object)).not.toContain(HIDDEN);
  });

  it.each(
    everyKind.flatMap(([group, kind]) => {
      const path = podTemplatePath(typeOf(group, kind));
      return path ? [[group, kind, [...path, 'spec'].join('.')]] : [];
    }),
  )('and the hosts of its containers are, of %s %s', (group, kind, path) => {
    const object = project(group, kind, hidingBody(kind));
    expect(object?.[HOSTS]).toContainEqual({
      fieldPath: `${path}.containers[0].env[2].value`,
      variable: 'DATABASE_URL',
      host: 'db',
      port: 5432,
    });
    expect(JSON.stringify(object)).not.toContain('5432');
  });

  it('and what a workload made does not repeat its hosts', () => {
    const { metadata, ...body } = hidingBody('Pod');
    const madeBy = (apiVersion: string, kind: string) =>
      project('', 'Pod', {
        ...body,
        metadata: {
          ...metadata,
          ownerReferences: [
            { apiVersion, kind, name: 'x', uid: 'x', controller: true },
          ],
        },
      })?.[HOSTS];
    expect(madeBy('apps/v1', 'ReplicaSet')).toBeUndefined();
    expect(madeBy('example.com/v1', 'Operated')).toBeDefined();
  });
});

it('keeps of the words of a command the switches alone', () => {
  const object = project('', 'Pod', {
    metadata: { name: 'node-agent', uid: 'u' },
    spec: {
      containers: [
        {
          name: 'agent',
          args: [
            '--enable-network-policy=true',
            '--token=s3cret',
            '--s3cret',
            '--a=true,s3cret',
            's3cret=false',
            7,
          ],
        },
      ],
    },
  });
  expect(object?.spec).toEqual({
    containers: [{ name: 'agent', args: ['--enable-network-policy=true'] }],
  });
});

it.each([
  [
    'Exec lifecycle hook ([/bin/sh -c curl -H "Authorization: s3cret"]) for Container "web" in Pod "web-1" failed - error: command exited with 1: , message: "s3cret"',
    'Exec lifecycle hook ([…]) for Container "web" in Pod "web-1" failed - error: command exited with 1: , message: "…"',
  ],
  [
    'OCI runtime exec failed: exec: "--password=s3cret": executable file not found in $PATH',
    'OCI runtime exec failed: exec: "…": executable file not found in $PATH',
  ],
  [
    'Exec lifecycle hook ([sh -c [ -f /x ] && curl -H "token: s3cret"]) for Container "web" in Pod "web-1" failed - error: command \'sh -c [ -f /x ] && curl -H "token: s3cret"\' exited with 22: s3cret is refused, message: "s3cret"',
    'Exec lifecycle hook ([…]) for Container "web" in Pod "web-1" failed - error: command \'…\' exited with 22: …',
  ],
  [
    'Readiness probe failed: ERROR 1045: denied for root using s3cret',
    'Readiness probe failed: …',
  ],
  [
    'Liveness probe failed: HTTP probe failed with statuscode: 503',
    'Liveness probe failed: HTTP probe failed with statuscode: 503',
  ],
  [
    `Exec lifecycle hook ([sh ${'x'.repeat(5000)} s3cret`,
    'Exec lifecycle hook ([…])',
  ],
  [
    'OCI runtime exec failed: exec: "echo \\"a\\" s3cret": stat echo: no such file or directory: unknown',
    'OCI runtime exec failed: exec: "…": stat echo: no such file or directory: unknown',
  ],
  [
    'Liveness probe failed: command "sh -c s3cret" timed out',
    'Liveness probe failed: command "…" timed out',
  ],
  [
    'Readiness probe failed: HTTP probe failed with statuscode: 503',
    'Readiness probe failed: HTTP probe failed with statuscode: 503',
  ],
])('keeps no command in what is told of it: %s', (message, kept) => {
  expect(
    project('', 'Event', { metadata: { name: 'e', uid: 'u' }, message }),
  ).toMatchObject({ message: kept });
});

it.each([
  ['backup-net', 'backup-net'],
  ['shop/backup-net@net1, other', 'shop/backup-net@net1, other'],
  ['{"name":"nad","cni-args":{"token":"s3cret"}}', '['],
  ['nad,s3cret token', '['],
])('keeps of networks their names alone: %s', (written, kept) => {
  const annotation = READ_ANNOTATIONS.networks;
  expect(
    project('', 'Pod', {
      metadata: { name: 'p', uid: 'u', annotations: { [annotation]: written } },
    })?.metadata.annotations,
  ).toEqual({ [annotation]: kept });
});

it.each(['apiKey', 'args', 'command', 'password', 'secret', 'token'])(
  'keeps labels that are called as fields with values are: %s',
  label => {
    const labels = { [label]: 'x' };
    const spec = {
      podSelector: { matchLabels: labels },
      ingress: [{ from: [{ namespaceSelector: { matchLabels: labels } }] }],
    };
    const template = { metadata: { labels }, spec: { nodeSelector: labels } };
    const bodyOf = (group: string, kind: string, of: object) =>
      project(group, kind, { metadata: { name: 'x', uid: 'u' }, spec: of })
        ?.spec;
    expect(bodyOf('networking.k8s.io', 'NetworkPolicy', spec)).toEqual(spec);
    expect(bodyOf('', 'Service', { selector: labels })).toEqual({
      selector: labels,
    });
    expect(bodyOf('apps', 'Deployment', { template })).toEqual({ template });
  },
);

describe('what is struck leaves its place', () => {
  const probe = {
    exec: { command: [] },
    httpGet: {
      path: '/ready',
      port: 80,
      httpHeaders: [{ name: 'Authorization' }],
    },
  };
  const container = {
    name: 'web',
    image: 'quay.io/hybrid-apps/web:1.0',
    command: [],
    args: [],
    env: ['PASSWORD', 'PLAIN', 'DATABASE_URL', 'CACHE'].map(name => ({ name })),
    lifecycle: {
      postStart: { exec: probe.exec },
      preStop: { httpGet: probe.httpGet },
    },
    livenessProbe: { exec: probe.exec },
    readinessProbe: { httpGet: probe.httpGet },
    startupProbe: probe,
  };

  it('in a template', () => {
    expect(
      project('apps', 'Deployment', {
        metadata: { name: 'web', uid: 'u' },
        spec: { replicas: 2, template: hidingTemplate },
      }),
    ).toMatchObject({
      spec: {
        replicas: 2,
        template: {
          metadata: {
            annotations: {
              [READ_ANNOTATIONS.networks]: '[{"name":"backup-net"}]',
            },
          },
          spec: {
            containers: [container],
            initContainers: [container],
            ephemeralContainers: [container],
          },
        },
      },
    });
  });

  it('in the source of a disk, of which image and host are kept', () => {
    const spec = (source: object) =>
      project('cdi.kubevirt.io', 'DataVolume', {
        metadata: { name: 'disk', uid: 'u' },
        spec: { source },
      })?.spec;
    const digest = `docker://quay.io/x/fedora@sha256:${'0'.repeat(64)}`;
    expect(spec({ registry: { url: digest } })).toEqual({
      source: { registry: { url: digest } },
    });
    expect(
      spec({ http: { url: 'https://u:p@example.com:8443/a.img?x=y#z' } }),
    ).toEqual({ source: { http: { url: 'https://example.com:8443/a.img' } } });
    // What of it is user info cannot be told.
    expect(spec({ s3: { url: 's3://u:p/w@example.com/a.img' } })).toEqual({
      source: { s3: { url: 's3://…' } },
    });
  });

  it('and what has no values is kept as it came', () => {
    const spec = {
      selector: { app: 'web' },
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    };
    expect(
      project('', 'Service', { metadata: { name: 'web', uid: 'u' }, spec })
        ?.spec,
    ).toStrictEqual(spec);
  });
});

describe('annotations', () => {
  const kept = (annotations: object) =>
    project('', 'Pod', { metadata: { name: 'web', uid: 'u', annotations } })
      ?.metadata.annotations;

  it('are kept where the policy engine reads them', () => {
    const annotations = {
      [READ_ANNOTATIONS.networks]: 'shop/backup-net@net1, other',
      [READ_ANNOTATIONS.networkStatus]:
        '[{"name":"shop/backup-net","ips":["10.1.0.7"]}]',
      [READ_ANNOTATIONS.policyFor]: 'backup-net',
      [READ_ANNOTATIONS.istioInject]: 'true',
      [READ_ANNOTATIONS.openDefaultPorts]: '- port: 80',
    };
    expect(kept(annotations)).toEqual(annotations);
  });

  it('of K3s keep the words that tell whether it enforces policies, each at its place', () => {
    const nodeArgs = (written: string) =>
      kept({ 'k3s.io/node-args': written })?.['k3s.io/node-args'];
    expect(
      nodeArgs(
        JSON.stringify([
          'server',
          '--disable-network-policy',
          'false',
          '--kube-apiserver-arg',
          HIDDEN,
          7,
        ]),
      ),
    ).toBe('["server","--disable-network-policy","false","","",""]');
    expect(nodeArgs(HIDDEN)).toBe('[]');
    expect(nodeArgs(JSON.stringify({ server: HIDDEN }))).toBe('[]');
  });

  it('say which container is meant, and nothing else', () => {
    const main = 'kubectl.kubernetes.io/default-container';
    expect(kept({ [main]: 'web' })).toEqual({ [main]: 'web' });
    expect(kept({ [main]: `web ${HIDDEN}` })).toEqual({ [main]: '' });
  });

  it('that cannot be read stay so', () => {
    expect(kept({ [READ_ANNOTATIONS.networks]: `[{"x": "${HIDDEN}"` })).toEqual(
      { [READ_ANNOTATIONS.networks]: '[' },
    );
  });
});
