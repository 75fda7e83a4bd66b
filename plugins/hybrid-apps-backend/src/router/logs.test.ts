import { get as httpGet } from 'node:http';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  hybridAppConsolePermission,
  hybridAppViewPermission,
  namespaceOperatePermission,
  namespaceReadPermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { eventually } from '../__testUtils__';
import { inventory, inventorySystem, webPod } from '../__testUtils__/inventory';
import { rowsIn } from '../__testUtils__/openApi';
import { denied, startPortal } from '../__testUtils__/portal';
import { PlainObject } from '../clusters';

jest.setTimeout(60_000);

const WEB = 'onprem/inventory/apps/Deployment/web';
const logsOf = (id: string, more = '') =>
  `/v1/apps/system/default/inventory/logs?id=${encodeURIComponent(id)}${more}`;

/** Of a container that runs since the new year. */
const RUNS = {
  phase: 'Running',
  containerStatuses: [
    {
      name: 'web',
      ready: true,
      restartCount: 0,
      image: 'web',
      imageID: '',
      state: { running: { startedAt: '2026-01-01T00:00:00Z' } },
    },
  ],
};

/** A Pod whose container writes ten lines a second. */
const writing = (name: string, status: object = RUNS): PlainObject => {
  const pod = webPod(name, status);
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      annotations: { 'sandbox.hybrid-apps/log-lines-per-second': '10' },
    },
  };
};
const podKey = (name: string) => ({
  group: '',
  kind: 'Pod',
  namespace: 'inventory',
  name,
});

let portal: Awaited<ReturnType<typeof startPortal>>;
beforeAll(async () => {
  portal = await startPortal({
    // `web-1-b` is there as well, whose container has not begun.
    objects: inventory.map(object =>
      object.metadata.name === 'web-1-a' ? writing('web-1-a') : object,
    ),
    entities: [inventorySystem],
  });
});
const leaving: Array<() => void> = [];
afterEach(() => leaving.splice(0).forEach(leave => leave()));
afterAll(() => portal?.stop());
beforeEach(() => {
  Object.keys(portal.policy).forEach(name => delete portal.policy[name]);
  portal.sandbox.faults.clear();
  jest.clearAllMocks();
});

interface Row {
  pod?: string;
  text?: string;
  at?: string;
  event?: string;
  message?: string;
  reason?: string;
}

/** Follows as a browser does, until it leaves. */
function follow(path: string) {
  let text = '';
  const call = httpGet(`${portal.url}${path}`, {
    headers: {
      authorization: mockCredentials.user.header(),
      'accept-encoding': 'gzip',
    },
    agent: false,
  });
  call.on('response', response => {
    response.setEncoding('utf8');
    response.on('data', part => {
      text += part;
    });
    response.on('error', () => {});
  });
  call.on('error', () => {});
  const leave = () => {
    call.destroy();
  };
  leaving.push(leave);
  return {
    rows: () => rowsIn(text.slice(0, text.lastIndexOf('\n') + 1)) as Row[],
    leave,
  };
}

describe('logs', () => {
  it('are told of each Pod, and of one that has none why', async () => {
    const { body } = await portal.get(logsOf(WEB, '&tail=3'));
    const rows: Row[] = body;
    const lines = rows.filter(({ text }) => text !== undefined);
    expect(lines.map(({ pod }) => pod)).toEqual(Array(3).fill('web-1-a'));
    expect(lines[0].at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
    expect(rows[0]).toEqual({
      event: 'sources',
      leftOut: 0,
      sources: [
        { pod: 'web-1-a', container: 'web', containers: ['web'] },
        { pod: 'web-1-b', container: 'web', containers: ['web'] },
      ],
    });
    expect(rows).toContainEqual({
      event: 'failed',
      pod: 'web-1-b',
      container: 'web',
      message: expect.stringContaining('is waiting to start'),
    });
    expect(rows.at(-1)).toEqual({ event: 'closed', reason: 'complete' });
  });

  it('of what is forbidden to the portal say what it lacks', async () => {
    portal.sandbox.faults.set({ forbidden: ['pods'] });
    const { body } = await portal.get(logsOf(WEB));
    expect(body).toContainEqual(
      expect.objectContaining({
        event: 'failed',
        pod: 'web-1-a',
        message: expect.stringMatching(/get of pods\/log on cluster 'onprem'/),
      }),
    );
  });

  it('are followed as Pods come and go, until the reader leaves', async () => {
    const { rows, leave } = follow(logsOf(WEB, '&follow=true&tail=1'));
    const pods = () =>
      new Set(rows().flatMap(({ text, pod }) => (text ? pod : [])));
    await eventually(() =>
      expect(
        rows().filter(({ text, pod }) => text && pod === 'web-1-a').length,
      ).toBeGreaterThan(2),
    );
    portal.sandbox.store.create(writing('web-1-c', {}));
    portal.sandbox.store.updateStatus({
      ...portal.sandbox.store.get(podKey('web-1-c'))!,
      status: structuredClone(RUNS),
    });
    await eventually(() => expect(pods()).toContain('web-1-c'));
    portal.sandbox.store.delete(podKey('web-1-c'));
    await eventually(() =>
      expect(rows()).toContainEqual({
        event: 'ended',
        pod: 'web-1-c',
        container: 'web',
      }),
    );
    expect(portal.audit.success).not.toHaveBeenCalled();
    leave();
    // It is over once nothing is read from the cluster any more.
    await eventually(() =>
      expect(portal.audit.success).toHaveBeenCalledWith({
        meta: { results: ['3 Pods', expect.stringMatching(/^\d+ bytes$/)] },
      }),
    );
    expect(portal.audit.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'logs-read',
        meta: expect.objectContaining({ object: WEB, follow: true }),
      }),
    );
  });

  it.each([
    hybridAppViewPermission.name,
    hybridAppConsolePermission.name,
    namespaceOperatePermission.name,
  ])('take %s', async permission => {
    portal.policy[permission] = denied;
    const { status, body } = await portal.get(logsOf(WEB));
    expect(status).toBe(403);
    expect(body.error.message).toContain(permission);
  });

  it('are none of an object that is not shown', async () => {
    portal.policy[namespaceReadPermission.name] = denied;
    expect((await portal.get(logsOf(WEB))).status).toBe(404);
  });

  it.each([
    ['&since=5&from=2026-01-01T00%3A00%3A00Z', /only one/],
    ['&follow=true&previous=true', /cannot be followed/],
    ['&tail=10001', /tail/],
    ['&from=yesterday', /from/],
  ])('are not asked for with %s', async (query, says) => {
    const { status, body } = await portal.get(logsOf(WEB, query));
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringMatching(says),
    ]);
  });
});
