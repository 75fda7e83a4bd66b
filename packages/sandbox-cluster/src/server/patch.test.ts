import { SandboxCluster, startSandboxCluster } from './start';
import { apply, Answer, request, webDeployment } from './testing';

const deployments = '/apis/apps/v1/namespaces/default/deployments';
const virtualMachines =
  '/apis/kubevirt.io/v1/namespaces/default/virtualmachines';

const web = () =>
  webDeployment({}, { env: [{ name: 'LEVEL', value: 'info' }] });

const vm = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name: 'db', namespace: 'default' },
  spec: {
    runStrategy: 'Halted',
    template: { spec: { domain: { devices: {}, memory: { guest: '1Gi' } } } },
  },
};

interface Metadata {
  resourceVersion: string;
  generation: number;
  labels: Record<string, string>;
  managedFields: Array<{ manager: string; operation: string }>;
}

const metadataOf = ({ text }: Answer): Metadata => JSON.parse(text).metadata;

describe('a patch', () => {
  let sandbox: SandboxCluster;

  beforeEach(async () => {
    sandbox = await startSandboxCluster({ name: 'test', tls: false });
    sandbox.store.create(web());
    sandbox.store.create(vm);
  });

  afterEach(() => sandbox.stop());

  const read = () => request(sandbox, 'GET', `${deployments}/web`);

  const patch = (
    type: string,
    body: unknown,
    path: string = `${deployments}/web`,
  ) =>
    request(sandbox, 'PATCH', path, {
      contentType: `application/${type}`,
      body,
    });

  it('in JSON merge takes out what is null, and replaces lists', async () => {
    const { body } = await patch('merge-patch+json', {
      metadata: { labels: { app: null, tier: 'front' } },
      spec: {
        template: {
          spec: {
            containers: [{ name: 'web', image: 'registry.example/w:2' }],
          },
        },
      },
    });
    expect(body).toMatchObject({ metadata: { generation: 2 } });
    expect(metadataOf(await read()).labels).toEqual({ tier: 'front' });
    const containers = JSON.stringify(body.spec);
    expect(containers).toContain('registry.example/w:2');
    expect(containers).not.toContain('8080');
  });

  it('in strategic merge finds list items by their key', async () => {
    const container = (more: object) => ({
      spec: { template: { spec: { containers: [{ name: 'web', ...more }] } } },
    });
    await patch(
      'strategic-merge-patch+json',
      container({ image: 'registry.example/web:2.0' }),
    );
    const { body } = await patch(
      'strategic-merge-patch+json',
      container({
        env: [
          { name: 'LEVEL', $patch: 'delete' },
          { name: 'MODE', value: 'fast' },
        ],
      }),
    );
    expect(body).toMatchObject({
      spec: {
        template: {
          spec: {
            containers: [
              {
                image: 'registry.example/web:2.0',
                ports: [{ containerPort: 8080 }],
                env: [{ name: 'MODE', value: 'fast' }],
              },
            ],
          },
        },
      },
    });
  });

  it('in JSON Patch does all of its operations or none', async () => {
    const done = await patch('json-patch+json', [
      { op: 'test', path: '/metadata/name', value: 'web' },
      { op: 'replace', path: '/spec/replicas', value: 4 },
      { op: 'add', path: '/metadata/labels/example.com~1tier', value: 'front' },
    ]);
    expect(done.body).toMatchObject({
      metadata: { labels: { 'example.com/tier': 'front' } },
      spec: { replicas: 4 },
    });
    for (const failing of [
      { op: 'test', path: '/spec/replicas', value: 9 },
      { op: 'remove', path: '/spec/absent' },
    ]) {
      const { status, body } = await patch('json-patch+json', [
        { op: 'replace', path: '/spec/replicas', value: 5 },
        failing,
      ]);
      expect(status).toBe(422);
      expect(body.reason).toBe('Invalid');
    }
    expect((await read()).body).toEqual(done.body);
  });

  it('that changes nothing makes no new version', async () => {
    const before = metadataOf(await read());
    const after = await patch('merge-patch+json', { spec: { replicas: 2 } });
    expect(after.status).toBe(200);
    expect(metadataOf(after)).toEqual(before);
  });

  it('of a version is refused when there is a newer one', async () => {
    const { resourceVersion } = metadataOf(await read());
    const replicas = (count: number) =>
      patch('merge-patch+json', {
        metadata: { resourceVersion },
        spec: { replicas: count },
      });
    expect((await replicas(3)).status).toBe(200);
    const late = await replicas(4);
    expect(late.status).toBe(409);
    expect(late.body.message).toBe(
      'Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
    );
  });

  it.each([
    ['merge-patch+json', [], 400],
    ['json-patch+json', {}, 400],
    ['json-patch+json', [{ op: 'drop', path: '/spec' }], 400],
    ['merge-patch+json', { metadata: { name: 'other' } }, 400],
    ['merge-patch+json', { metadata: { labels: 'web' } }, 400],
    ['merge-patch+json', { metadata: { finalizers: [1] } }, 400],
    ['merge-patch+json', { spec: { selector: { matchLabels: {} } } }, 200],
    ['merge-patch+json', { spec: { replicas: -1 } }, 422],
    ['json', { spec: { replicas: 3 } }, 415],
  ])('as %s of %j is answered with %d', async (type, body, status) => {
    expect((await patch(type, body)).status).toBe(status);
  });

  it('of a custom resource is no strategic one', async () => {
    const path = `${virtualMachines}/db`;
    const body = { metadata: { labels: { tier: 'back' } } };
    const refused = await patch('strategic-merge-patch+json', body, path);
    expect(refused.status).toBe(415);
    expect(refused.body.message).toMatch(/application\/merge-patch\+json/);
    expect((await patch('merge-patch+json', body, path)).status).toBe(200);
  });

  it('may not be forced, unless it applies', async () => {
    const { status, body } = await patch(
      'merge-patch+json',
      {},
      `${deployments}/web?force=true`,
    );
    expect(status).toBe(422);
    expect(body.message).toBe(
      'PatchOptions.meta.k8s.io "" is invalid: force: Forbidden: may not be specified for non-apply patch',
    );
  });
});

describe('server-side apply', () => {
  let sandbox: SandboxCluster;

  beforeEach(async () => {
    sandbox = await startSandboxCluster({ name: 'test', tls: false });
    sandbox.store.apply(web(), { manager: 'one' });
  });

  afterEach(() => sandbox.stop());

  const applyAs = (manager: string, body: unknown, query: string = '') =>
    apply(sandbox, `${deployments}/web?fieldManager=${manager}${query}`, body);

  const scaled = (replicas: number) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { replicas },
  });

  const managers = (answer: Answer) =>
    metadataOf(answer).managedFields.map(
      ({ manager, operation }) => `${manager}: ${operation}`,
    );

  it('creates what is not there', async () => {
    const other = { ...web(), metadata: { name: 'other' } };
    const path = `${deployments}/other?fieldManager=one`;
    const created = await apply(sandbox, path, other);
    expect(created.status).toBe(201);
    expect(managers(created)).toEqual(['one: Apply']);
    expect((await apply(sandbox, path, other)).status).toBe(200);
  });

  it('of the same again makes no new version', async () => {
    const { body } = await request(sandbox, 'GET', `${deployments}/web`);
    const again = await applyAs('one', web());
    expect(again.status).toBe(200);
    expect(again.body).toEqual(body);
  });

  it('names each conflict, with the manager and the field', async () => {
    const other = await applyAs('two', scaled(5));
    expect(other.status).toBe(409);
    expect(other.body).toMatchObject({
      reason: 'Conflict',
      message:
        'Apply failed with 1 conflict: conflict with "one": .spec.replicas',
      details: {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "one"',
            field: '.spec.replicas',
          },
        ],
      },
    });
  });

  it('takes over with force, and the other has it no longer', async () => {
    const forced = await applyAs('two', scaled(5), '&force=true');
    expect(forced.body).toMatchObject({
      spec: { replicas: 5 },
      metadata: { generation: 2 },
    });
    expect(managers(forced)).toEqual(['one: Apply', 'two: Apply']);
    const back = await applyAs('one', web());
    expect(back.status).toBe(409);
    expect(back.body.message).toBe(
      'Apply failed with 1 conflict: conflict with "two": .spec.replicas',
    );
  });

  it('takes out what one no longer wants, unless someone else wants it too', async () => {
    await applyAs('two', scaled(2));
    const { labels: _labels, ...metadata } = web().metadata;
    const { replicas: _replicas, ...spec } = web().spec;
    const without = await applyAs('one', { ...web(), metadata, spec });
    expect(without.body.metadata).not.toHaveProperty('labels');
    expect(without.body).toMatchObject({ spec: { replicas: 2 } });
  });

  it('conflicts with who changed a field by an update, and says when', async () => {
    await request(
      sandbox,
      'PATCH',
      `${deployments}/web?fieldManager=kubectl-scale`,
      {
        contentType: 'application/merge-patch+json',
        body: { spec: { replicas: 7 } },
      },
    );
    const { status, body } = await applyAs('one', web());
    expect(status).toBe(409);
    expect(body.message).toMatch(
      /^Apply failed with 1 conflict: conflict with "kubectl-scale" using apps\/v1 at \d{4}-[^ ]*Z: \.spec\.replicas$/,
    );
  });

  it('of the status is an entry of its own', async () => {
    const { status, body } = await apply(
      sandbox,
      `${deployments}/web/status?fieldManager=controller`,
      { ...scaled(9), status: { replicas: 1 } },
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      spec: { replicas: 2 },
      status: { replicas: 1 },
      metadata: {
        generation: 1,
        managedFields: expect.arrayContaining([
          expect.objectContaining({
            manager: 'controller',
            subresource: 'status',
            fieldsV1: { 'f:status': { 'f:replicas': {} } },
          }),
          expect.objectContaining({ manager: 'one' }),
        ]),
      },
    });
  });

  it('of a version is refused when there is a newer one', async () => {
    const { status } = await applyAs('one', {
      ...web(),
      metadata: { ...web().metadata, resourceVersion: '1' },
    });
    expect(status).toBe(409);
  });

  it.each([
    ['fieldManager: Required value: is required for apply patch', '', web()],
    [
      'dryRun: Unsupported value: "Some": supported values: "All"',
      '?fieldManager=one&dryRun=Some',
      web(),
    ],
  ])('is refused: %s', async (message, query, body) => {
    const answer = await apply(sandbox, `${deployments}/web${query}`, body);
    expect(answer.status).toBe(422);
    expect(answer.body.message).toBe(
      `PatchOptions.meta.k8s.io "" is invalid: ${message}`,
    );
  });
});
