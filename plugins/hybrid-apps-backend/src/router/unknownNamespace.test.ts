import { namespaceReadPermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { eventually } from '../__testUtils__/eventually';
import { startPortal } from '../__testUtils__/portal';
import {
  createNamespaceConditionalDecision,
  namespaceConditions,
} from '../permissions';

jest.setTimeout(60_000);

const APP = '/v1/apps/system/default/shop';
const labels = { 'app.kubernetes.io/part-of': 'shop', app: 'shop' };

const namespace = (name: string, more: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: more },
});
const web = (of: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: of, labels },
  spec: {
    selector: { matchLabels: { app: 'shop' } },
    template: { metadata: { labels }, spec: { containers: [] } },
  },
});
const system = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'shop', namespace: 'default' },
};

const OPEN = 'onprem/open/apps/Deployment/web';
const SECRET = 'onprem/secret/apps/Deployment/web';

describe('a policy that denies namespaces with a label', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    portal = await startPortal({
      objects: [
        namespace('open'),
        namespace('secret', { confidential: 'true' }),
        web('open'),
        web('secret'),
      ],
      entities: [system],
    });
    await portal.runTask('record-history');
  });
  afterAll(() => portal?.stop());

  const denyLabelled = () => {
    portal.policy[namespaceReadPermission.name] =
      createNamespaceConditionalDecision(namespaceReadPermission, {
        not: namespaceConditions.hasLabel({ label: 'confidential' }),
      });
  };
  const told = async () => {
    const { body } = await portal.get(`${APP}/history`);
    return body.items
      .map(({ component }: { component: string }) => component)
      .sort();
  };

  it('denies them also when they are gone, and with them the label', async () => {
    expect(await told()).toEqual([OPEN, SECRET]);
    denyLabelled();
    expect(await told()).toEqual([OPEN]);

    const { store } = portal.sandbox;
    store.delete({
      group: 'apps',
      kind: 'Deployment',
      namespace: 'secret',
      name: 'web',
    });
    store.delete({ group: '', kind: 'Namespace', name: 'secret' });
    await eventually(async () => {
      delete portal.policy[namespaceReadPermission.name];
      const { body } = await portal.get('/v1/clusters/onprem/namespaces');
      expect(body.items).not.toContainEqual(
        expect.objectContaining({ name: 'secret' }),
      );
    });
    expect(await told()).toContain(SECRET);
    denyLabelled();
    expect(await told()).toEqual([OPEN]);
  });
});
