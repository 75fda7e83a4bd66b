import { ActDone } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../__testUtils__';
import { inventoryHistory, mongodb, web } from '../__testUtils__/inventory';
import { entityRouteRef } from '../routes';
import { ChangesContent } from './ChangesContent';
import { entriesOf } from './filter';
import { byDay } from './timeline';

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
      entriesOf(inventoryHistory, [early], hasMore).map(({ id }) => id);
    expect(ids(true)).toHaveLength(inventoryHistory.length);
    expect(ids(false)).toHaveLength(inventoryHistory.length + 1);
  });
});
