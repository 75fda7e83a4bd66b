import { mockCredentials } from '@backstage/backend-test-utils';
import { podTemplatePath } from '@hybrid-apps/network-policy';
import { HIDDEN, hidingBody } from '../__testUtils__/hiding';
import { inventorySystem } from '../__testUtils__/inventory';
import { startPortal } from '../__testUtils__/portal';
import { APP } from '../__testUtils__/teams';
import { PlainObject } from '../clusters';
import { KINDS } from '../kinds';

jest.setTimeout(60_000);

const labels = { 'app.kubernetes.io/part-of': 'inventory' };

/** An object of the app, with hidden values at every place. */
function hiding(apiVersion: string, kind: string): PlainObject {
  const name = kind.toLocaleLowerCase('en-US');
  const { metadata, ...body } = hidingBody(kind);
  return {
    ...body,
    apiVersion,
    kind,
    metadata: { ...metadata, name, uid: name, labels },
  };
}

const workloads = KINDS.watched
  .map(({ groups: [group], kind }) => ({
    apiVersion: group ? `${group}/v1` : 'v1',
    kind,
  }))
  .filter(type => podTemplatePath(type))
  .map(({ apiVersion, kind }) => hiding(apiVersion, kind));

const others = [
  hiding('v1', 'ConfigMap'),
  hiding('v1', 'PersistentVolumeClaim'),
  hiding('cdi.kubevirt.io/v1beta1', 'DataVolume'),
  hiding('k8s.cni.cncf.io/v1', 'NetworkAttachmentDefinition'),
  hiding('gateway.networking.k8s.io/v1', 'HTTPRoute'),
  hiding('cert-manager.io/v1', 'Certificate'),
];

const service = (name: string): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'inventory', ...(name === 'db' && { labels }) },
  spec: { selector: { app: name }, ports: [{ port: 5432 }] },
});

describe('values that objects of an app hide', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    portal = await startPortal({
      // That a Service has the name of a password is no reason to show it.
      objects: [...workloads, ...others, service('db'), service(HIDDEN)],
      entities: [inventorySystem],
    });
    await portal.runTask('record-history');
  });
  afterAll(() => portal?.stop());

  it('are in the cluster, and in no object that the portal shows', async () => {
    const { body } = await portal.get(`${APP}/topology`);
    const ids: string[] = body.nodes.flatMap(
      (node: { id: string; members: Array<{ id: string }> }) => [
        node.id,
        ...node.members.map(({ id }) => id),
      ],
    );
    const shown = await Promise.all(
      ids.map(id => portal.get(`${APP}/object?id=${encodeURIComponent(id)}`)),
    );
    const found = shown.filter(({ status }) => status === 200);
    const kinds = found.map(answer => answer.body.object.kind);
    for (const { kind, apiVersion, metadata } of [...workloads, ...others]) {
      expect(kinds).toContain(kind);
      const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
      const { name, namespace } = metadata;
      expect(
        JSON.stringify(
          portal.sandbox.store.get({ group, kind, namespace, name }),
        ),
      ).toContain(HIDDEN);
    }
    for (const answer of found) {
      expect(answer.text).not.toContain(HIDDEN);
    }
  });

  it('do not keep a workload from being tied to the Service that they name', async () => {
    const { body } = await portal.get(`${APP}/topology`);
    expect(
      body.edges.find(
        ({ source, relation }: { source: string; relation: string }) =>
          relation === 'connects' && source.includes('/Deployment/'),
      ),
    ).toMatchObject({
      target: 'onprem/inventory//Service/db',
      ports: '5432',
      evidence: {
        text: 'Deployment deployment is configured with the address of Service db (DATABASE_URL)',
        value: 'db:5432',
      },
    });
  });

  it.each([
    '/v1/apps',
    `${APP}/topology`,
    `${APP}/policy`,
    `${APP}/history`,
    `${APP}/modernization`,
    '/v1/modernization',
    '/v1/clusters',
    '/v1/clusters/onprem',
    '/v1/clusters/onprem/namespaces',
    '/v1/discovered-apps',
  ])('are in no answer of %s', async route => {
    const { status, text } = await portal.get(route, {
      as: route.includes('discovered')
        ? mockCredentials.service.header()
        : undefined,
    });
    expect(status).toBe(200);
    expect(text.length).toBeGreaterThan(100);
    expect(text).not.toContain(HIDDEN);
  });

  it('are in no answer on what a policy would change', async () => {
    const { status, text } = await portal.post(`${APP}/policy/preview`, {
      cluster: 'onprem',
      apply: [
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'deny', namespace: 'inventory' },
          spec: { podSelector: {}, policyTypes: ['Ingress'] },
        },
      ],
    });
    expect(status).toBe(200);
    expect(text).not.toContain(HIDDEN);
  });
});
