import { SandboxCluster, startSandboxCluster } from './start';
import { request } from './testing';

const configMaps = '/api/v1/namespaces/default/configmaps';
const HOLD = 'example.com/hold';

const configMap = (name: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...more },
});

describe('deletion', () => {
  let sandbox: SandboxCluster;

  beforeEach(async () => {
    sandbox = await startSandboxCluster({ name: 'test', tls: false });
  });

  afterEach(() => sandbox.stop());

  const get = (name: string) =>
    request(sandbox, 'GET', `${configMaps}/${name}`);
  const remove = (name: string, body?: object) =>
    request(sandbox, 'DELETE', `${configMaps}/${name}`, { body });
  const patch = (name: string, metadata: object) =>
    request(sandbox, 'PATCH', `${configMaps}/${name}`, {
      contentType: 'application/merge-patch+json',
      body: { metadata },
    });
  const release = (name: string) => patch(name, { finalizers: null });

  const create = async (name: string, more: object = {}): Promise<string> => {
    const { status, body } = await request(sandbox, 'POST', configMaps, {
      body: configMap(name, more),
    });
    expect(status).toBe(201);
    return (body.metadata as { uid: string }).uid;
  };

  const ownedBy = (name: string, uid: string, more: object = {}) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name,
    uid,
    ...more,
  });

  describe('of an object with finalizers', () => {
    beforeEach(() => create('held', { finalizers: [HOLD, `${HOLD}-more`] }));

    it('waits until the last is taken off', async () => {
      const deleted = await remove('held');
      expect(deleted.status).toBe(200);
      expect(deleted.body).toMatchObject({
        kind: 'ConfigMap',
        metadata: {
          deletionTimestamp: expect.any(String),
          deletionGracePeriodSeconds: 0,
        },
      });
      const { body: waiting } = await get('held');
      expect((await remove('held')).body).toEqual(waiting);

      await patch('held', { finalizers: [HOLD] });
      expect((await get('held')).status).toBe(200);
      await release('held');
      expect((await get('held')).status).toBe(404);
    });

    it('lets nobody add another, nor take it back', async () => {
      await remove('held');
      const refused = await patch('held', {
        finalizers: [HOLD, `${HOLD}-more`, 'example.com/late'],
      });
      expect(refused.status).toBe(422);
      expect(refused.body.message).toBe(
        'ConfigMap "held" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/late"}',
      );
      const { status, body } = await patch('held', { deletionTimestamp: null });
      expect(status).toBe(200);
      expect(body.metadata).toHaveProperty('deletionTimestamp');
    });
  });

  it('is refused where the object is not the one that was meant', async () => {
    const uid = await create('a');
    const { body } = await get('a');
    const { resourceVersion } = body.metadata as { resourceVersion: string };
    for (const preconditions of [
      { uid: 'another' },
      { resourceVersion: '1' },
      { uid, resourceVersion: '1' },
    ]) {
      const refused = await remove('a', { preconditions });
      expect(refused.status).toBe(409);
      expect(refused.body.reason).toBe('Conflict');
    }
    const { status } = await remove('a', {
      preconditions: { uid, resourceVersion },
    });
    expect(status).toBe(200);
  });

  it('is refused for a policy that is none', async () => {
    await create('a');
    const { status, body } = await remove('a', { propagationPolicy: 'Later' });
    expect(status).toBe(422);
    expect(body.message).toBe(
      'DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: "Later": supported values: "Foreground", "Background", "Orphan", "nil"',
    );
  });

  it('of a collection takes those that are selected', async () => {
    await create('a', { labels: { app: 'web' } });
    await create('b', { labels: { app: 'web' } });
    await create('c');
    const query = `${configMaps}?labelSelector=app=web`;
    const { body } = await request(sandbox, 'DELETE', query);
    expect(body.items).toMatchObject([
      { metadata: { name: 'a' } },
      { metadata: { name: 'b' } },
    ]);
    const left = await request(sandbox, 'GET', configMaps);
    expect(left.body.items).toMatchObject([{ metadata: { name: 'c' } }]);
  });

  describe('of an owner', () => {
    const deleteOwner = async (propagationPolicy: string) => {
      const uid = await create('owner');
      await create('owned', {
        finalizers: [HOLD],
        ownerReferences: [ownedBy('owner', uid, { blockOwnerDeletion: true })],
      });
      return remove('owner', { propagationPolicy });
    };

    it('in the foreground waits for what it owns', async () => {
      const { body } = await deleteOwner('Foreground');
      expect(body).toMatchObject({
        metadata: {
          finalizers: ['foregroundDeletion'],
          deletionTimestamp: expect.any(String),
        },
      });
      expect((await get('owner')).status).toBe(200);
      expect((await get('owned')).body).toMatchObject({
        metadata: { deletionTimestamp: expect.any(String) },
      });
      await release('owned');
      expect((await get('owned')).status).toBe(404);
      expect((await get('owner')).status).toBe(404);
    });

    it('in the background goes before what it owns', async () => {
      await deleteOwner('Background');
      expect((await get('owner')).status).toBe(404);
      expect((await get('owned')).status).toBe(200);
      await release('owned');
      expect((await get('owned')).status).toBe(404);
    });

    it('leaves orphans, where that is wanted', async () => {
      await deleteOwner('Orphan');
      expect((await get('owner')).status).toBe(404);
      const { body } = await get('owned');
      expect(body.metadata).not.toHaveProperty('deletionTimestamp');
      expect(body).toMatchObject({ metadata: { ownerReferences: [] } });
    });

    it('leaves what another owns as well', async () => {
      const [one, two] = [await create('one'), await create('two')];
      const ownerReferences = [ownedBy('one', one), ownedBy('two', two)];
      await create('owned', { ownerReferences });
      await remove('one');
      expect((await get('owned')).body).toMatchObject({
        metadata: { ownerReferences: [{ name: 'two' }] },
      });
      await remove('two');
      expect((await get('owned')).status).toBe(404);
    });
  });

  describe('comes over an object whose owner', () => {
    it('is not there', async () => {
      await create('lost', { ownerReferences: [ownedBy('never', 'none')] });
      expect((await get('lost')).status).toBe(404);
    });

    it('has come anew under its name', async () => {
      const uid = await create('owner');
      await remove('owner');
      await create('owner');
      await create('lost', { ownerReferences: [ownedBy('owner', uid)] });
      expect((await get('lost')).status).toBe(404);
    });

    it('is in another namespace', async () => {
      const uid = await create('owner');
      const { metadata } = sandbox.store.create({
        ...configMap('lost'),
        metadata: {
          name: 'lost',
          namespace: 'kube-public',
          ownerReferences: [ownedBy('owner', uid)],
        },
      });
      expect(metadata.uid).toEqual(expect.any(String));
      const path = '/api/v1/namespaces/kube-public/configmaps/lost';
      expect((await request(sandbox, 'GET', path)).status).toBe(404);
    });

    it('but not where nobody knows its kind', async () => {
      const owner = { ...ownedBy('owner', 'unknown'), kind: 'Gadget' };
      await create('kept', { ownerReferences: [owner] });
      expect((await get('kept')).status).toBe(200);
    });
  });

  it.each([
    [
      [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'owner' }],
      'metadata.ownerReferences.uid: Invalid value: "": must not be empty',
    ],
    [
      ['one', 'two'].map(name => ownedBy(name, name, { controller: true })),
      expect.stringContaining(
        'Only one reference can have Controller set to true. Found "true" in references for one and two',
      ),
    ],
  ])('needs to know the owners: %j', async (ownerReferences, message) => {
    const { status, body } = await request(sandbox, 'POST', configMaps, {
      body: configMap('owned', { ownerReferences }),
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({
      details: { name: 'owned', kind: 'ConfigMap' },
    });
    expect(body.message).toEqual(
      typeof message === 'string'
        ? `ConfigMap "owned" is invalid: ${message}`
        : message,
    );
  });

  it('empties a namespace before it goes', async () => {
    await request(sandbox, 'POST', '/api/v1/namespaces', {
      body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    });
    const inShop = '/api/v1/namespaces/shop/configmaps';
    await request(sandbox, 'POST', inShop, {
      body: configMap('held', { finalizers: [HOLD] }),
    });
    await request(sandbox, 'DELETE', '/api/v1/namespaces/shop');
    const doomed = await request(sandbox, 'GET', '/api/v1/namespaces/shop');
    expect(doomed.body).toMatchObject({ status: { phase: 'Terminating' } });
    const refused = await request(sandbox, 'POST', inShop, {
      body: configMap('late'),
    });
    expect(refused.status).toBe(403);
    await request(sandbox, 'PATCH', `${inShop}/held`, {
      contentType: 'application/merge-patch+json',
      body: { metadata: { finalizers: null } },
    });
    expect(
      (await request(sandbox, 'GET', '/api/v1/namespaces/shop')).status,
    ).toBe(404);
  });
});
