import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { apps, renderTab } from '../__testUtils__';
import { scheduler } from '../__testUtils__/erp';
import { createAppRouteRef, entityRouteRef, rootRouteRef } from '../routes';
import { AppsPage } from './AppsPage';
import { HybridAppsPages } from './HybridAppsPages';

async function rows() {
  const table = await screen.findByRole('grid');
  await within(table).findAllByRole('rowheader');
  return within(table)
    .getAllByRole('rowheader')
    .map(cell => cell.textContent);
}

describe('HybridAppsPages', () => {
  it('says of a path that nothing is at that there is no such page', async () => {
    renderTab(<HybridAppsPages />, {
      path: '/wrong',
      routes: { '/hybrid-apps': rootRouteRef },
    });
    expect(await screen.findByText('There is no such page')).toBeVisible();
    expect(screen.getByRole('link', { name: 'All apps' })).toHaveAttribute(
      'href',
      '/hybrid-apps',
    );
    expect(screen.queryByRole('grid')).toBeNull();
  });
});

describe('AppsPage', () => {
  it('answers at one glance', async () => {
    renderTab(<AppsPage />);
    expect(
      await screen.findByText(
        '3 apps · 1 needs you · 4 VMs · 6 container workloads',
      ),
    ).toBeVisible();
    const erp = await screen.findByRole('row', { name: /resource planning/ });
    expect(erp).toHaveTextContent('degraded (2)');
    expect(erp).toHaveTextContent('partly known');
    expect(erp).toHaveTextContent('3 VMs, 3 containers');
    expect(erp).toHaveTextContent('3 open');
    expect(erp).toHaveTextContent('onprem +1');
    expect(erp).toHaveTextContent('team-b');
    expect(screen.getByRole('row', { name: /inventory/ })).toHaveTextContent(
      'isolated',
    );
  });

  it('says of each problem what ails, why and where, and leads there', async () => {
    renderTab(<AppsPage />, {
      routes: { '/entity/:kind/:namespace/:name': entityRouteRef },
    });
    const erp = await screen.findByRole('row', { name: /resource planning/ });
    const problems = within(erp).getAllByRole('listitem');
    expect(problems.map(({ textContent }) => textContent)).toEqual([
      'order-api: keeps crashing (onprem)',
      'gpu-forecast: no node fits (onprem)',
    ]);
    expect(within(problems[1]).getByRole('link')).toHaveAttribute(
      'href',
      `/entity/system/default/erp/topology?${new URLSearchParams({
        selected: scheduler.id,
      })}`,
    );
    expect(erp).toHaveTextContent(
      'batch-settlement-and-reconciliation-worker, reporting and 1 more',
    );
  });

  it('shows problems alone, or what is the own of who looks', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<AppsPage />, { ownedBy: ['group:default/team-a'] });
    await user.click(
      await screen.findByRole('button', { name: 'Only problems' }),
    );
    await waitFor(async () =>
      expect(await rows()).toEqual(['Enterprise resource planningerp']),
    );
    expect(tab.param('problems')).toBe('yes');
    await user.click(screen.getByRole('button', { name: 'Only problems' }));
    await user.click(screen.getByRole('button', { name: 'Mine' }));
    await waitFor(async () =>
      expect(await rows()).toEqual(['inventory', 'journal']),
    );
    expect(tab.param('problems')).toBeNull();
    expect(tab.param('mine')).toBe('yes');
  });

  it('offers to create one', async () => {
    renderTab(<AppsPage />, { routes: { '/create': createAppRouteRef } });
    expect(await screen.findByRole('link', { name: 'Create' })).toHaveAttribute(
      'href',
      '/create',
    );
  });

  it('filters, and keeps the filter in the URL', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<AppsPage />);
    await user.type(await screen.findByRole('searchbox'), 'inv');
    await waitFor(async () => expect(await rows()).toEqual(['inventory']));
    expect(tab.param('search')).toBe('inv');
    expect(screen.getByText(/1 of 3 shown/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(async () => expect(await rows()).toHaveLength(3));
    expect(tab.param('search')).toBeNull();
  });

  it('opens with the filter of a link', async () => {
    renderTab(<AppsPage />, {
      query: { cluster: 'cloud', health: 'degraded' },
    });
    await waitFor(async () =>
      expect(await rows()).toEqual(['Enterprise resource planningerp']),
    );
  });

  it('says that no app matches', async () => {
    renderTab(<AppsPage />, { query: { search: 'nothing of the kind' } });
    expect(await screen.findByText('No app matches the filters')).toBeVisible();
  });

  it('leads to the topology of an app', async () => {
    renderTab(<AppsPage />, {
      routes: { '/entity/:kind/:namespace/:name': entityRouteRef },
    });
    const row = await screen.findByRole('row', { name: /inventory/ });
    expect(row).toHaveAttribute(
      'data-href',
      '/entity/system/default/inventory/topology',
    );
  });

  it('reads all pages of the list', async () => {
    renderTab(<AppsPage />, {
      api: {
        listApps: async ({ cursor } = {}) => ({
          items: cursor ? [apps[1]] : [apps[0]],
          totals: { apps: 2, vms: 4, containers: 4, needAttention: 0 },
          knowledge: [],
          ...(!cursor && { nextCursor: 'more' }),
        }),
      },
    });
    await waitFor(async () => expect(await rows()).toHaveLength(2));
  });

  it('tells what is hidden from what nobody knows', async () => {
    const told = (state: 'hidden' | 'unreachable') => ({
      cluster: 'cloud',
      kind: '*',
      state,
    });
    renderTab(<AppsPage />, {
      api: {
        listApps: async () => ({
          items: [
            { ...apps[0], knowledge: [told('hidden')] },
            {
              ...apps[1],
              knowledge: [told('hidden'), told('unreachable')],
            },
          ],
          totals: { apps: 2, vms: 4, containers: 4, needAttention: 0 },
          knowledge: [],
        }),
      },
    });
    await waitFor(async () => expect(await rows()).toHaveLength(2));
    const texts = screen.getAllByText(/^partly/).map(one => one.textContent);
    expect(texts.map(text => text?.trim()).sort()).toEqual([
      'partly hidden from you',
      'partly known',
    ]);
    expect(
      screen.getByText(/what you may see of them is well ·/),
    ).toBeInTheDocument();
  });

  it.each([
    ['unreachable', 0, 'VMs not known · at least 4 container workloads'],
    ['syncing', 2, 'at least 2 VMs · at least 4 container workloads'],
    ['hidden', 0, '0 VMs · 4 container workloads'],
  ] as const)(
    'counts no further than is known: %s, %d VMs',
    async (state, vms, counted) => {
      renderTab(<AppsPage />, {
        api: {
          listApps: async () => ({
            items: [apps[0]],
            totals: { apps: 1, vms, containers: 4, needAttention: 1 },
            knowledge: [{ cluster: 'cloud', kind: '*', state }],
          }),
        },
      });
      expect(await screen.findByText(/^1 app · /)).toHaveTextContent(
        `1 app · 1 needs you · ${counted}`,
      );
    },
  );

  it('explains an empty list', async () => {
    renderTab(<AppsPage />, {
      api: {
        listApps: async () => ({
          items: [],
          totals: { apps: 0, vms: 0, containers: 0, needAttention: 0 },
          knowledge: [],
        }),
      },
    });
    expect(await screen.findByText('No hybrid apps yet')).toBeVisible();
    expect(screen.getByText(/app.kubernetes.io\/part-of/)).toBeVisible();
  });

  it('says what went wrong, and tries again when told to', async () => {
    const user = userEvent.setup();
    let down = true;
    renderTab(<AppsPage />, {
      api: {
        listApps: async () => {
          if (down) {
            throw new Error('The backend answered 502 Bad Gateway');
          }
          return {
            items: apps,
            totals: { apps: 3, vms: 4, containers: 6, needAttention: 1 },
            knowledge: [],
          };
        },
      },
    });
    expect(await screen.findByText(/502 Bad Gateway/)).toBeVisible();
    down = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(async () => expect(await rows()).toHaveLength(3));
  });
});
