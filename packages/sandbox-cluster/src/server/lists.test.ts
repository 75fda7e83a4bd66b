import { KubeObject } from '../objects';
import { SandboxCluster, startSandboxCluster } from './start';
import { Answer, request } from './testing';

const configMaps = '/api/v1/namespaces/default/configmaps';

const configMap = (name: string, labels: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default', labels },
});

interface ListMeta {
  resourceVersion: string;
  continue: string;
  remainingItemCount?: number;
}

const metaOf = ({ text }: Answer): ListMeta => JSON.parse(text).metadata;

const names = ({ body }: Answer) =>
  (body.items as Array<{ metadata: { name: string } }>).map(
    item => item.metadata.name,
  );

describe('lists', () => {
  let sandbox: SandboxCluster;

  beforeEach(async () => {
    sandbox = await startSandboxCluster({ name: 'test', tls: false });
  });

  afterEach(() => sandbox.stop());

  const list = (query: string, path: string = configMaps) =>
    request(sandbox, 'GET', `${path}?${query}`);

  const create = (...created: string[]) =>
    created.forEach(name => sandbox.store.create(configMap(name)));

  describe('by pages', () => {
    beforeEach(() => create('a', 'b', 'c', 'd'));

    it('show things as they were at the first page', async () => {
      const first = await list('limit=2');
      expect(names(first)).toEqual(['a', 'b']);
      expect(metaOf(first).remainingItemCount).toBe(2);
      sandbox.store.delete({
        group: '',
        kind: 'ConfigMap',
        namespace: 'default',
        name: 'c',
      });
      create('e');

      const second = await list(`limit=2&continue=${metaOf(first).continue}`);
      expect(names(second)).toEqual(['c', 'd']);
      expect(second.body.metadata).toEqual({
        resourceVersion: metaOf(first).resourceVersion,
      });
    });

    it('say how to go on, with things as they are now, once the first page is forgotten', async () => {
      const first = await list('limit=1');
      create('bb');
      sandbox.faults.compactHistory();

      const late = await list(`limit=1&continue=${metaOf(first).continue}`);
      expect(late.status).toBe(410);
      expect(late.body).toMatchObject({
        kind: 'Status',
        reason: 'Expired',
        message: expect.stringMatching(
          /^The provided continue parameter is too old .* or use the continue token in this response to retrieve the remainder/,
        ),
      });

      const rest = await list(`limit=2&continue=${metaOf(late).continue}`);
      expect(names(rest)).toEqual(['b', 'bb']);
      expect(Number(metaOf(rest).resourceVersion)).toBeGreaterThan(
        Number(metaOf(first).resourceVersion),
      );
      const end = await list(`limit=2&continue=${metaOf(rest).continue}`);
      expect(names(end)).toEqual(['c', 'd']);
      expect(metaOf(end).continue).toBeUndefined();
    });

    it('do not count what a selector leaves out', async () => {
      const page = await list('limit=1&labelSelector=!gone');
      expect(metaOf(page).continue).toEqual(expect.any(String));
      expect(metaOf(page)).not.toHaveProperty('remainingItemCount');
    });

    it.each([
      ['continue=garbage', /^invalid continue token/],
      ['limit=many', /^limit must be a whole number/],
    ])('refuse %s', async (query, message) => {
      const { status, body } = await list(query);
      expect(status).toBe(400);
      expect(body.message).toMatch(message);
    });

    it('take no version beside the token, which has one', async () => {
      const { resourceVersion, continue: token } = metaOf(
        await list('limit=1'),
      );
      const { status, body } = await list(
        `continue=${token}&resourceVersion=${resourceVersion}`,
      );
      expect(status).toBe(400);
      expect(body.message).toBe(
        'specifying resource version is not allowed when using continue',
      );
    });
  });

  describe('of a resource version', () => {
    let version: string;

    beforeEach(async () => {
      create('a');
      version = metaOf(await list('')).resourceVersion;
      create('b');
    });

    it.each([
      ['', ['a', 'b']],
      ['resourceVersion=0', ['a', 'b']],
      ['resourceVersion=VERSION', ['a', 'b']],
      ['resourceVersion=VERSION&resourceVersionMatch=NotOlderThan', ['a', 'b']],
      ['resourceVersion=VERSION&resourceVersionMatch=Exact', ['a']],
      // Without a match, pages are of the version that is asked for.
      ['resourceVersion=VERSION&limit=5', ['a']],
    ])('show for "%s" %p', async (query, expected) => {
      const answer = await list(query.replace('VERSION', version));
      expect(names(answer)).toEqual(expected);
      expect(metaOf(answer).resourceVersion === version).toBe(
        expected.length === 1,
      );
    });

    it('are gone with it', async () => {
      sandbox.faults.compactHistory();
      const { status, body } = await list(
        `resourceVersion=${version}&resourceVersionMatch=Exact`,
      );
      expect(status).toBe(410);
      expect(body).toMatchObject({
        reason: 'Expired',
        message: 'The resourceVersion for the provided list is too old.',
      });
      expect(names(await list(`resourceVersion=${version}`))).toEqual([
        'a',
        'b',
      ]);
    });

    it('are not there before it is', async () => {
      const { status, body } = await list('resourceVersion=99999');
      expect(status).toBe(504);
      expect(body).toMatchObject({
        reason: 'Timeout',
        message: expect.stringMatching(/^Too large resource version: 99999/),
      });
    });

    it.each([
      [
        'resourceVersionMatch=Exact',
        'resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
      ],
      [
        'resourceVersionMatch=Exact&resourceVersion=0',
        'resourceVersionMatch: Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
      ],
      [
        'resourceVersionMatch=Newest&resourceVersion=1',
        'resourceVersionMatch: Unsupported value: "Newest": supported values: "Exact", "NotOlderThan", ""',
      ],
      [
        'resourceVersionMatch=Exact&resourceVersion=1&continue=x',
        'resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue is provided',
      ],
      [
        'sendInitialEvents=true',
        'sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list',
      ],
    ])('are refused for %s', async (query, message) => {
      const { status, body } = await list(query);
      expect(status).toBe(422);
      expect(body).toMatchObject({
        reason: 'Invalid',
        message: `ListOptions.meta.k8s.io "" is invalid: ${message}`,
      });
    });
  });

  it.each([
    ['', expect.objectContaining({ kind: 'PartialObjectMetadata' })],
    [
      'includeObject=Metadata',
      expect.objectContaining({ kind: 'PartialObjectMetadata' }),
    ],
    [
      'includeObject=Object',
      expect.objectContaining({ kind: 'ConfigMap', data: { key: 'value' } }),
    ],
    ['includeObject=None', undefined],
  ])('as Tables carry what "%s" asks for', async (query, object) => {
    sandbox.store.create({ ...configMap('a'), data: { key: 'value' } });
    const { body } = await request(sandbox, 'GET', `${configMaps}?${query}`, {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
    });
    expect(body.rows).toEqual([
      { cells: ['a', 1, expect.any(String)], object },
    ]);
  });

  it('select by labels', async () => {
    sandbox.store.create(configMap('a', { tier: 'front' }));
    sandbox.store.create(configMap('b', { tier: 'back' }));
    sandbox.store.create(configMap('c'));
    const select = async (selector: string) =>
      names(await list(`labelSelector=${encodeURIComponent(selector)}`));
    expect(await select('tier=front')).toEqual(['a']);
    expect(await select('tier')).toEqual(['a', 'b']);
    expect(await select('!tier')).toEqual(['c']);
    expect(await select('tier!=front')).toEqual(['b', 'c']);
    expect(await select('tier notin (front)')).toEqual(['b', 'c']);
    expect(await select('tier in (front,back),tier!=back')).toEqual(['a']);
  });

  describe('select by the fields of', () => {
    const at = (namespace?: string, name: string = 'yes') => ({
      metadata: { name, ...(namespace ? { namespace } : {}) },
    });
    const pod = (name: string, spec: object, status: object): KubeObject => ({
      apiVersion: 'v1',
      kind: 'Pod',
      ...at('default', name),
      spec: { containers: [{ name: 'app', image: 'app' }], ...spec },
      status,
    });
    const service = (name: string, type: string): KubeObject => ({
      apiVersion: 'v1',
      kind: 'Service',
      ...at('default', name),
      spec: { type, clusterIP: type === 'ClusterIP' ? 'None' : undefined },
    });
    const event = (name: string, kind: string): KubeObject => ({
      apiVersion: 'v1',
      kind: 'Event',
      ...at('default', name),
      involvedObject: { kind, name: 'web', namespace: 'default' },
      source: { component: `${kind}-controller` },
      reason: `${kind}Happened`,
      type: kind === 'Pod' ? 'Warning' : 'Normal',
    });
    const job = (name: string, succeeded?: number): KubeObject => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      ...at('default', name),
      status: { succeeded },
    });
    const node = (name: string, unschedulable?: boolean): KubeObject => ({
      apiVersion: 'v1',
      kind: 'Node',
      ...at(undefined, name),
      spec: { unschedulable },
    });
    const secret = (name: string, type: string): KubeObject => ({
      apiVersion: 'v1',
      kind: 'Secret',
      ...at('default', name),
      type,
    });
    const home = '/namespaces/default';

    beforeEach(() =>
      sandbox.store.seed([
        pod(
          'yes',
          { nodeName: 'node-1', hostNetwork: true, serviceAccountName: 'web' },
          { phase: 'Running', podIP: '10.0.0.1' },
        ),
        pod('no', {}, { phase: 'Pending' }),
        service('yes', 'LoadBalancer'),
        service('no', 'ClusterIP'),
        event('yes', 'Pod'),
        event('no', 'Deployment'),
        job('yes', 1),
        job('no'),
        node('yes', true),
        node('no'),
        secret('yes', 'kubernetes.io/tls'),
        secret('no', 'Opaque'),
      ]),
    );

    it.each([
      [`/api/v1${home}/pods`, 'spec.nodeName=node-1'],
      [`/api/v1/pods`, 'spec.nodeName=node-1,metadata.namespace=default'],
      [`/api/v1${home}/pods`, 'spec.nodeName!='],
      [`/api/v1${home}/pods`, 'spec.hostNetwork=true'],
      [`/api/v1${home}/pods`, 'spec.hostNetwork!=false'],
      [`/api/v1${home}/pods`, 'spec.serviceAccountName==web'],
      [`/api/v1${home}/pods`, 'status.phase=Running'],
      [`/api/v1${home}/pods`, 'status.podIP=10.0.0.1'],
      [`/api/v1${home}/services`, 'spec.type=LoadBalancer'],
      [`/api/v1${home}/services`, 'spec.clusterIP!=None'],
      [`/api/v1${home}/events`, 'involvedObject.kind=Pod'],
      [`/api/v1${home}/events`, 'source=Pod-controller,type=Warning'],
      [`/api/v1${home}/events`, 'reason!=DeploymentHappened'],
      [`/apis/batch/v1${home}/jobs`, 'status.successful=1'],
      [`/apis/batch/v1${home}/jobs`, 'status.successful!=0'],
      ['/api/v1/nodes', 'spec.unschedulable=true'],
      ['/api/v1/nodes', 'spec.unschedulable!=false'],
      [`/api/v1${home}/secrets`, 'type=kubernetes.io/tls'],
      [`/api/v1${home}/secrets`, 'metadata.name=yes'],
    ])('%s: %s', async (path, selector) => {
      const query = `fieldSelector=${encodeURIComponent(selector)}`;
      expect(names(await list(query, path))).toEqual(['yes']);
    });

    it.each([
      [`/api/v1${home}/pods`, 'spec.priority'],
      [`/api/v1${home}/configmaps`, 'data.x'],
      [`/apis/apps/v1${home}/deployments`, 'status.replicas'],
      [`/apis/kubevirt.io/v1${home}/virtualmachines`, 'status.ready'],
    ])('%s, but not by %s', async (path, field) => {
      const { status, body } = await list(`fieldSelector=${field}=1`, path);
      expect(status).toBe(400);
      expect(body.message).toBe(`field label not supported: ${field}`);
    });
  });
});
