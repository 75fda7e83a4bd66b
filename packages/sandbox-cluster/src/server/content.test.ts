/** What becomes of an object's content on its way in. */
import { recordAt } from '../objects';
import { SandboxCluster, startSandboxCluster } from './start';
import { apply, request } from './testing';

const path = '/apis/apps/v1/namespaces/default/deployments';

const typo = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [{ name: 'web', image: 'a:1', imagePullPolcy: 'Never' }],
      },
    },
  },
};
const where = 'spec.template.spec.containers[0].imagePullPolcy';

describe('the content of an object', () => {
  let sandbox: SandboxCluster;

  beforeEach(async () => {
    sandbox = await startSandboxCluster({ name: 'test', tls: false });
  });

  afterEach(() => sandbox.stop());

  const create = (query = '') =>
    request(sandbox, 'POST', path + query, { body: typo });

  it('may not have unknown fields in strict validation', async () => {
    const { status, body } = await create('?fieldValidation=Strict');
    expect([status, body.message]).toEqual([
      400,
      `Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "${where}"`,
    ]);
  });

  it('loses unknown fields, with a warning', async () => {
    const { status, headers, body } = await create();
    expect(status).toBe(201);
    expect(headers.get('warning')).toBe(`299 - "unknown field \\"${where}\\""`);
    expect(JSON.stringify(body)).not.toContain('imagePullPolcy');
    const quiet = await create('?fieldValidation=Ignore&dryRun=All');
    expect(quiet.headers.get('warning')).toBeNull();
  });

  describe('must be of the types that the kind has', () => {
    const scaled = { ...typo, spec: { ...typo.spec, replicas: '3' } };
    const machines = '/apis/kubevirt.io/v1/namespaces/default/virtualmachines';
    const vm = {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      metadata: { name: 'db' },
      spec: { running: 'true', template: {} },
    };

    it('so that a server can read it', async () => {
      const { status, body } = await request(sandbox, 'POST', path, {
        body: scaled,
      });
      expect([status, body.reason, body.message]).toEqual([
        400,
        'BadRequest',
        'Deployment in version "v1" cannot be handled as a Deployment: spec.replicas is of type integer, not string',
      ]);
    });

    it('by the schema of a custom resource', async () => {
      const { status, body } = await request(sandbox, 'POST', machines, {
        body: vm,
      });
      expect([status, body.message]).toEqual([
        422,
        'VirtualMachine.kubevirt.io "db" is invalid: spec.running: Invalid value: "string": spec.running in body must be of type boolean: "string"',
      ]);
      expect(body).toMatchObject({
        details: { causes: [{ reason: 'FieldValueTypeInvalid' }] },
      });
    });

    it('to be applied', async () => {
      const { status, body } = await apply(
        sandbox,
        `${path}/web?fieldManager=me`,
        { ...typo, spec: { replicas: '3' } },
      );
      expect([status, body.message]).toEqual([
        500,
        'failed to create typed patch object (default/web; apps/v1, Kind=Deployment): .spec.replicas: expected numeric (int or float), got "3"',
      ]);
    });
  });

  it('is held to one of three levels of strictness', async () => {
    const { status, body } = await create('?fieldValidation=Lax');
    expect(status).toBe(422);
    expect(body.message).toBe(
      'CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Lax": supported values: "Ignore", "Warn", "Strict"',
    );
  });

  it('is kept with a warning where nothing comes of it here', async () => {
    const created = await request(
      sandbox,
      'POST',
      '/api/v1/namespaces/default/resourcequotas',
      {
        body: {
          apiVersion: 'v1',
          kind: 'ResourceQuota',
          metadata: { name: 'small' },
          spec: { hard: { pods: '4' } },
        },
      },
    );
    expect(created.status).toBe(201);
    expect(created.headers.get('warning')).toBe(
      '299 - "the sandbox cluster keeps a ResourceQuota, and does nothing about it"',
    );
    const certificate = await apply(
      sandbox,
      '/apis/cert-manager.io/v1/namespaces/default/certificates/web?fieldManager=me',
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        metadata: { name: 'web' },
        spec: { secretName: 'web' },
      },
    );
    expect(certificate.headers.get('warning')).toContain('keeps a Certificate');
  });

  it('may not have unknown fields when it is applied', async () => {
    const { status, body } = await apply(
      sandbox,
      `${path}/web?fieldManager=me`,
      typo,
    );
    expect([status, body.message]).toEqual([
      500,
      `failed to create typed patch object (default/web; apps/v1, Kind=Deployment): .${where}: field not declared in schema`,
    ]);
  });

  it('is turned down with its causes', async () => {
    const { status, body } = await request(sandbox, 'POST', path, {
      body: { ...typo, spec: { ...typo.spec, replicas: -1 } },
    });
    expect(status).toBe(422);
    expect(recordAt(body, 'details').causes).toEqual([
      expect.objectContaining({
        field: 'spec.replicas',
        reason: 'FieldValueInvalid',
      }),
    ]);
  });

  it('must be of the kind and at the place that the URL names', async () => {
    const send = async (more: object) =>
      (await request(sandbox, 'POST', path, { body: { ...typo, ...more } }))
        .body.message;
    expect(await send({ apiVersion: 'v1' })).toBe(
      'the API version in the data (v1) does not match the expected API version (apps/v1)',
    );
    expect(await send({ metadata: { name: 'web', namespace: 'other' } })).toBe(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  });

  it('of a Secret is kept as data', async () => {
    const { body } = await request(
      sandbox,
      'POST',
      '/api/v1/namespaces/default/secrets',
      {
        body: {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'a' },
          stringData: { key: 'value' },
        },
      },
    );
    expect(body).toMatchObject({ type: 'Opaque', data: { key: 'dmFsdWU=' } });
    expect(body).not.toHaveProperty('stringData');
  });

  it('of a Service keeps the address that it was given', async () => {
    const services = '/api/v1/namespaces/default/services';
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a' },
      spec: { ports: [{ port: 80 }] },
    };
    const created = await request(sandbox, 'POST', services, { body: service });
    const replaced = await request(sandbox, 'PUT', `${services}/a`, {
      body: { ...service, spec: { ports: [{ port: 81 }] } },
    });
    expect(recordAt(replaced.body, 'spec')).toMatchObject({
      clusterIP: recordAt(created.body, 'spec').clusterIP,
      ports: [{ port: 81, targetPort: 81, protocol: 'TCP' }],
    });
  });

  it('draws a name where that is left to the server', async () => {
    const { body } = await request(
      sandbox,
      'POST',
      '/api/v1/namespaces/default/configmaps',
      {
        body: {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { generateName: 'settings-' },
        },
      },
    );
    expect(recordAt(body, 'metadata').name).toMatch(/^settings-[a-z0-9]{5}$/);
  });

  it('is the same in each of the versions that are served', async () => {
    const gateways = (version: string) =>
      `/apis/gateway.networking.k8s.io/${version}/namespaces/default/gateways`;
    await request(sandbox, 'POST', gateways('v1beta1'), {
      body: {
        apiVersion: 'gateway.networking.k8s.io/v1beta1',
        kind: 'Gateway',
        metadata: { name: 'a' },
        spec: { gatewayClassName: 'nginx' },
      },
    });
    const { body } = await request(sandbox, 'GET', `${gateways('v1')}/a`);
    expect(body).toMatchObject({
      apiVersion: 'gateway.networking.k8s.io/v1',
      spec: { gatewayClassName: 'nginx' },
    });
    const old = await request(sandbox, 'GET', `${gateways('v1beta1')}/a`);
    expect(old.body.apiVersion).toBe('gateway.networking.k8s.io/v1beta1');
  });
});
