import { namespaceReadPermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ownedNamespace, TEAM_A, TEAM_B } from '../__testUtils__/byTeam';
import { eventually } from '../__testUtils__/eventually';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { startPortal } from '../__testUtils__/portal';
import { APP, WEB } from '../__testUtils__/teams';
import { PlainObject } from '../clusters';
import {
  createNamespaceConditionalDecision,
  namespaceConditions,
} from '../permissions';

jest.setTimeout(60_000);

const VM = 'onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm';
const of = (id: string) => `id=${encodeURIComponent(id)}`;

/** Seen so many minutes ago, as the portal keeps those of the last hour. */
const event = (
  name: string,
  minutes: number,
  about: object,
  more: object = {},
): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name, namespace: 'inventory' },
  involvedObject: { namespace: 'inventory', ...about },
  type: 'Warning',
  reason: name,
  message: 'It ails.',
  lastTimestamp: new Date(Date.now() - minutes * 60_000).toISOString(),
  ...more,
});
const web = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const vm = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  name: 'mongodb-vm',
};

describe('the timeline of an app', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>;
  beforeAll(async () => {
    portal = await startPortal({
      objects: [
        ownedNamespace('inventory', TEAM_A),
        ...inventory,
        event('WebAils', 20, web, { count: 12 }),
        event('VmAils', 10, vm),
        event('Started', 5, web, { type: 'Normal' }),
      ],
      entities: [inventorySystem],
    });
    await portal.runTask('record-history');
  });
  afterAll(() => portal?.stop());
  afterEach(() => {
    delete portal.policy[namespaceReadPermission.name];
  });

  const reasons = async (more = '') => {
    const { status, body } = await portal.get(`${APP}/events${more}`);
    expect(status).toBe(200);
    return body.items.map(({ reason }: { reason: string }) => reason);
  };

  it('has warnings, the newest first, and normal events where these are asked for', async () => {
    expect(await reasons()).toEqual(['VmAils', 'WebAils']);
    expect(await reasons('?normal=true')).toEqual([
      'Started',
      'VmAils',
      'WebAils',
    ]);
  });

  it('has those of one object alone', async () => {
    expect(await reasons(`?${of(WEB)}`)).toEqual(['WebAils']);
    expect(await reasons(`?${of(WEB)}&normal=true`)).toEqual([
      'Started',
      'WebAils',
    ]);
    const none = await portal.get(`${APP}/events?${of('onprem/none')}`);
    expect(none.status).toBe(404);
  });

  it('has of one object its own changes alone, also once it is gone', async () => {
    const components = async (id: string) => {
      const { body } = await portal.get(`${APP}/history?${of(id)}`);
      return [
        ...new Set(
          body.items.map(({ component }: { component: string }) => component),
        ),
      ];
    };
    expect(await components(WEB)).toEqual([WEB]);
    expect(await components(VM)).toContain(VM);
    expect(await components(VM)).not.toContain(WEB);
    expect(await components('onprem/none')).toEqual([]);
  });

  it('has nothing of what its reader may not see', async () => {
    portal.policy[namespaceReadPermission.name] =
      createNamespaceConditionalDecision(
        namespaceReadPermission,
        namespaceConditions.isOwner({ claims: [TEAM_B] }),
      );
    expect(await reasons()).toEqual([]);
    expect(await reasons('?normal=true')).toEqual([]);
    const managers = await portal.get(`${APP}/managers?${of(WEB)}`);
    expect(managers.status).toBe(404);
  });

  it('tells who wrote which field last, and no value', async () => {
    const { url, tokens } = portal.sandbox;
    const { status } = await fetch(
      `${url}/apis/apps/v1/namespaces/inventory/deployments/web?fieldManager=kubectl-annotate`,
      {
        method: 'PATCH',
        headers: {
          Authorization: `Bearer ${tokens.admin}`,
          'Content-Type': 'application/merge-patch+json',
        },
        body: JSON.stringify({
          metadata: { annotations: { 'example.com/note': 's3cret-value' } },
        }),
      },
    );
    expect(status).toBe(200);
    // What was asked for before is kept for some seconds.
    const told = await eventually(async () => {
      const { body, text } = await portal.get(`${APP}/managers?${of(WEB)}`);
      expect(body.items).toHaveLength(1);
      return { body, text };
    });
    expect(told.body).toEqual({
      state: 'told',
      items: [
        {
          manager: 'kubectl-annotate',
          operation: 'Update',
          at: expect.any(String),
          fields: ['metadata.annotations["example.com/note"]'],
          left: 0,
        },
      ],
    });
    expect(told.text).not.toContain('s3cret');
  });
});
