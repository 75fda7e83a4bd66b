import {
  ActDone,
  AppEvents,
  HybridAppsApi,
  ObjectEvent,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../__testUtils__';
import { inventoryHistory, mongodb, web } from '../__testUtils__/inventory';
import { entityRouteRef } from '../routes';
import { ChangesContent } from './ChangesContent';
import { entriesOf } from './filter';
import { byDay } from './byDay';

describe('byDay', () => {
  it('keeps the order, and begins a new day where one begins', () => {
    const entry = (id: string, at: string) => ({
      id,
      at,
      change: 'health' as const,
      text: '',
    });
    const days = byDay(
      [
        entry('3', '2026-11-20T12:00:00'),
        entry('2', '2026-11-20T00:00:01'),
        entry('1', '2026-11-19T23:59:59'),
      ],
      'en',
    );
    expect(days.map(({ title }) => title)).toEqual([
      'Friday, November 20, 2026',
      'Thursday, November 19, 2026',
    ]);
    expect(days[0].entries.map(({ id }) => id)).toEqual(['3', '2']);
  });
});

describe('ChangesContent', () => {
  it('tells what changed, newest first', async () => {
    renderTab(<ChangesContent />);
    const items = await screen.findAllByRole('listitem');
    expect(items[0]).toHaveTextContent('web became healthy');
    expect(items[0]).toHaveTextContent('health: progressing → healthy');
    expect(items).toHaveLength(inventoryHistory.length);
    expect(within(items[4]).getByText(/mongodb-vm appeared/)).toBeVisible();
  });

  it('has one stop of Tab, from which arrow keys lead to what each entry is about', async () => {
    const user = userEvent.setup();
    renderTab(<ChangesContent />, {
      routes: { '/entity/:kind/:namespace/:name': entityRouteRef },
    });
    const entries = await screen.findAllByRole('listitem');
    const links = entries.flatMap(entry =>
      within(entry).queryAllByRole('link'),
    );
    expect(links.length).toBeGreaterThan(2);
    const stops = () => links.filter(({ tabIndex }) => tabIndex === 0);
    await waitFor(() => expect(stops()).toEqual([links[0]]));
    act(() => links[0].focus());
    await user.keyboard('{ArrowDown}');
    expect(links[1]).toHaveFocus();
    expect(stops()).toEqual([links[1]]);
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(links[0]).toHaveFocus();
  });

  it('tells before and after, of what, and by whom as far as that is known', async () => {
    renderTab(<ChangesContent />, {
      routes: { '/entity/:kind/:namespace/:name': entityRouteRef },
    });
    const [well, , image, , appeared] = await screen.findAllByRole('listitem');
    expect(image).toHaveTextContent(
      'setup: quay.io/hybrid-apps/inventory-web:1.3.9 → quay.io/hybrid-apps/inventory-web:1.4.0',
    );
    expect(image).toHaveTextContent('by whom is not known');
    expect(
      within(image).getByRole('link', { name: 'Deployment web' }),
    ).toHaveAttribute(
      'href',
      `/entity/system/default/inventory/topology?${new URLSearchParams({
        selected: web.id,
      })}`,
    );
    expect(appeared).toHaveTextContent('by helm');
    // Nobody makes a component healthy.
    expect(well).not.toHaveTextContent(/by /);
  });

  it('shows some of them, and keeps which in the URL', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<ChangesContent />, { query: { change: 'health' } });
    expect(await screen.findAllByRole('listitem')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: /Component/ }));
    await user.click(screen.getByRole('option', { name: 'VM mongodb-vm' }));
    expect(
      await screen.findByText('None of the changes that are loaded is so'),
    ).toBeVisible();
    expect(tab.param('component')).toBe(mongodb.id);
  });

  it('says that nothing changed yet', async () => {
    renderTab(<ChangesContent />, { entityRef: 'system:default/journal' });
    expect(await screen.findByText(/^Nothing changed since/)).toBeVisible();
  });

  it('loads what was before', async () => {
    const user = userEvent.setup();
    const limits: Array<number | undefined> = [];
    renderTab(<ChangesContent />, {
      api: {
        getHistory: async (_app, { limit } = {}) => {
          limits.push(limit);
          return { items: inventoryHistory, nextCursor: '1' };
        },
      },
    });
    await user.click(
      await screen.findByRole('button', { name: 'Load earlier changes' }),
    );
    await screen.findAllByRole('listitem');
    expect(limits).toEqual([50, 100]);
  });
});

const doneOf = (more: Partial<ActDone>): ActDone => ({
  id: '5f0c7a52-7a3c-4a0f-9c53-6a2d60b7a0b1',
  act: 'vm-stop',
  object: mongodb.id,
  askedBy: 'user:default/ann',
  state: 'done',
  askedAt: '2026-11-20T12:05:00Z',
  until: '2026-11-20T12:10:00Z',
  ...more,
});

const eventOf = (more: Partial<ObjectEvent> = {}): ObjectEvent => ({
  type: 'Warning',
  reason: 'BackOff',
  message: 'Back-off restarting failed container',
  lastSeen: '2026-11-20T12:10:00Z',
  component: web.id,
  object: {
    id: 'onprem/inventory//Pod/web-1',
    apiVersion: 'v1',
    kind: 'Pod',
    name: 'web-1',
  },
  ...more,
});

const tellingOf = (
  items: ObjectEvent[],
  more: Partial<AppEvents> = {},
): Pick<HybridAppsApi, 'listEvents'> => ({
  listEvents: async () => ({ items, left: 0, lacks: [], ...more }),
});

describe('what clusters tell of', () => {
  it('stands among the changes, what was told again and again as one', async () => {
    renderTab(<ChangesContent />, {
      routes: { '/entity/:kind/:namespace/:name': entityRouteRef },
      api: tellingOf([
        eventOf({ count: 12, since: '2026-11-20T11:20:00Z' }),
        // Nothing holds an event to a time, without which it has no place.
        eventOf({ reason: 'Odd', lastSeen: undefined }),
      ]),
    });
    const reason = await screen.findByText('Warning: BackOff');
    const items = screen.getAllByRole('listitem');
    expect(items).toHaveLength(inventoryHistory.length + 1);
    expect(items[0]).toContainElement(reason);
    expect(items[0]).toHaveTextContent(
      'Pod web-1: Back-off restarting failed container',
    );
    expect(items[0]).toHaveTextContent(/12 times since .*2026/);
    expect(
      within(items[0]).getByRole('link', { name: 'Deployment web' }),
    ).toBeVisible();
  });

  it('is shown alone, by the address too', async () => {
    renderTab(<ChangesContent />, {
      query: { change: 'events' },
      api: tellingOf([eventOf()]),
    });
    await screen.findByText('Warning: BackOff');
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });

  it('has normal events where these are asked for, and says which there are', async () => {
    const user = userEvent.setup();
    const asked: Array<boolean | undefined> = [];
    const tab = renderTab(<ChangesContent />, {
      api: {
        listEvents: async (_, { normal } = {}) => {
          asked.push(normal);
          return { items: [], left: 0, lacks: [] };
        },
      },
    });
    expect(await screen.findByText(/warnings of the last hour/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Normal events too' }));
    expect(await screen.findByText(/--event-ttl/)).toBeVisible();
    expect(tab.param('normal')).toBe('true');
    expect(asked[0]).toBeUndefined();
    expect(asked[asked.length - 1]).toBe(true);
  });

  it('is said to lack what is not known, and how much is left', async () => {
    renderTab(<ChangesContent />, {
      api: tellingOf([eventOf()], {
        left: 3,
        lacks: [{ cluster: 'onprem', message: 'Nobody may list them.' }],
      }),
    });
    expect(await screen.findByText('Nobody may list them.')).toBeVisible();
    expect(screen.getByText(/3 older events are not shown\./)).toBeVisible();
  });

  it('is said to have failed, beside the changes', async () => {
    renderTab(<ChangesContent />, {
      api: {
        listEvents: async () => {
          throw new Error('No cluster.');
        },
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/could not be loaded.*No cluster\./);
    expect(screen.getAllByRole('listitem')).toHaveLength(
      inventoryHistory.length,
    );
  });
});

describe('what people did', () => {
  it('stands among the changes: who, what, of what, with what, and how it ended', async () => {
    renderTab(<ChangesContent />, {
      routes: { '/entity/:kind/:namespace/:name': entityRouteRef },
      api: {
        listActs: async () => ({
          items: [
            doneOf({}),
            doneOf({
              id: '2',
              act: 'workload-scale',
              object: web.id,
              input: { replicas: 3 },
              state: 'failed',
              message: 'It is forbidden.',
              askedAt: '2026-11-20T12:06:00Z',
            }),
          ],
        }),
      },
    });
    const scaled = await screen.findByText(/Scale: web with replicas=3/);
    const items = screen.getAllByRole('listitem');
    expect(items).toHaveLength(inventoryHistory.length + 2);
    expect(items[0]).toContainElement(scaled);
    expect(items[0]).toHaveTextContent('It failed It is forbidden.');
    expect(items[1]).toHaveTextContent('Stop: mongodb-vm');
    expect(items[1]).toHaveTextContent('mongodb-vm is stopped.');
    expect(
      within(items[1]).getByRole('link', { name: 'VM mongodb-vm' }),
    ).toBeVisible();
    expect(within(items[1]).getByRole('link', { name: /ann/ })).toBeVisible();
  });

  it('is shown alone, or of one component', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<ChangesContent />, {
      api: { listActs: async () => ({ items: [doneOf({})] }) },
    });
    await screen.findByText('Stop: mongodb-vm');
    await user.click(screen.getByRole('button', { name: /What changed/ }));
    await user.click(screen.getByRole('option', { name: 'done by people' }));
    expect(await screen.findAllByRole('listitem')).toHaveLength(1);
    expect(tab.param('change')).toBe('acted');
  });

  it('is told also where nothing else changed', async () => {
    renderTab(<ChangesContent />, {
      entityRef: 'system:default/journal',
      api: {
        listActs: async () => ({ items: [doneOf({ act: 'theirs' })] }),
      },
    });
    expect(await screen.findByText('theirs: mongodb-vm')).toBeVisible();
    expect(screen.queryByText(/^Nothing changed since/)).toBeNull();
  });

  it('says why it could not be loaded, and shows the changes all the same', async () => {
    renderTab(<ChangesContent />, {
      api: {
        listActs: async () => {
          throw new Error('No database.');
        },
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/could not be loaded.*No database\./);
    expect(await screen.findAllByRole('listitem')).toHaveLength(
      inventoryHistory.length,
    );
  });

  it('of before the changes that are loaded waits for those', () => {
    const early = doneOf({ askedAt: '2026-01-01T00:00:00Z' });
    const ids = (hasMore: boolean) =>
      entriesOf({
        changes: inventoryHistory,
        acts: [early],
        events: [eventOf({ lastSeen: '2026-01-01T00:00:00Z' })],
        hasMore,
      }).map(({ id }) => id);
    expect(ids(true)).toHaveLength(inventoryHistory.length);
    expect(ids(false)).toHaveLength(inventoryHistory.length + 2);
  });
});
