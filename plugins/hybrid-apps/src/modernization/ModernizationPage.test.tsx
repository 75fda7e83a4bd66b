import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../__testUtils__';
import {
  inventoryModernization,
  modernizationPage,
} from '../__testUtils__/modernization';
import { entityRouteRef, modernizationRouteRef } from '../routes';
import { ModernizationPage } from './ModernizationPage';

const INVENTORY = { app: 'system:default/inventory' };
const routes = { '/modernization': modernizationRouteRef };

/** What is saved as files while a test runs. */
function captureFiles() {
  const saved: Array<{ name: string; content: Blob }> = [];
  const contents: Blob[] = [];
  URL.createObjectURL = blob => `blob:${contents.push(blob as Blob) - 1}`;
  URL.revokeObjectURL = () => {};
  jest
    .spyOn(HTMLAnchorElement.prototype, 'click')
    .mockImplementation(function click(this: HTMLAnchorElement) {
      const content = contents[Number(this.href.split(':')[1])];
      saved.push({ name: this.download, content });
    });
  return saved;
}
afterEach(() => jest.restoreAllMocks());

const lines = async (content: Blob) =>
  (await content.text()).trimEnd().split('\r\n');

describe('the page of all apps', () => {
  it('says first how far they are', async () => {
    renderTab(<ModernizationPage />);
    expect(
      await screen.findByText(
        '4 of 10 components still run in VMs; 1 of 3 apps is whole in containers.',
      ),
    ).toBeVisible();
    expect(
      screen.getByText(
        'VMs have 30 vCPU, 212 GiB; containers ask for at least 3.5 vCPU, at least 7 GiB.',
      ),
    ).toBeVisible();
  });

  it('shows how it moved in a chart that says so in words', async () => {
    const user = userEvent.setup();
    renderTab(<ModernizationPage />);
    const chart = await screen.findByRole('img', { name: /^Components from/ });
    expect(chart).toHaveAccessibleName(
      /VMs: 6 at first, 4 now. Containers: 2 at first, 6 now.$/,
    );
    await user.click(screen.getByRole('radio', { name: 'vCPU' }));
    expect(
      await screen.findByRole('img', {
        name: /Containers: 1 vCPU at first, at least 3.5 vCPU now.$/,
      }),
    ).toBeVisible();
  });

  it('shows how it stands, and since when, where it never changed', async () => {
    const user = userEvent.setup();
    const [first] = modernizationPage.series;
    renderTab(<ModernizationPage />, {
      api: {
        listModernization: async () => ({
          ...modernizationPage,
          series: [first],
        }),
      },
    });
    const stand = await screen.findByRole('img', { name: /^Components from/ });
    expect(stand).toHaveTextContent('VMs6Containers2');
    // No chart of times, in which a moment would be a sliver.
    expect(stand.tagName).not.toBe('svg');
    const [vms, containers] = ['vm', 'container'].map(
      category =>
        stand.querySelector<HTMLElement>(`[data-category=${category}]`)?.style
          .width,
    );
    expect([vms, containers?.slice(0, 4)]).toEqual(['100%', '33.3']);
    expect(screen.getByText(/^Since .* nothing changed\.$/)).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'vCPU' }));
    expect(stand).toHaveTextContent('VMs40 vCPUContainers1 vCPU');
  });

  it('shows the same as a table, the latest first', async () => {
    const user = userEvent.setup();
    renderTab(<ModernizationPage />);
    await user.click(await screen.findByRole('radio', { name: 'Table' }));
    const moved = within(screen.getByRole('region', { name: 'How it moved' }));
    const rows = await moved.findAllByRole('row');
    expect(
      rows.slice(1).map(row =>
        within(row)
          .getAllByRole('gridcell')
          .map(({ textContent }) => textContent),
      ),
    ).toEqual([
      ['4', '6'],
      ['5', '5'],
      ['6', '2'],
    ]);
  });

  it('lists the apps, what is most in VMs first, and leads to each', async () => {
    renderTab(<ModernizationPage />, { routes });
    const apps = within(await screen.findByRole('region', { name: 'Apps' }));
    const rows = (await apps.findAllByRole('row')).slice(1);
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringMatching(/^Enterprise resource planning/),
      expect.stringMatching(/^inventory/),
      expect.stringMatching(/^journal/),
    ]);
    expect(rows[0]).toHaveTextContent(/in both/);
    expect(rows[2]).toHaveTextContent(/in containers/);
    expect(rows[1]).toHaveAttribute(
      'data-href',
      '/modernization?app=system%3Adefault%2Finventory',
    );
  });

  it('saves the apps and how they moved as CSV', async () => {
    const saved = captureFiles();
    const user = userEvent.setup();
    renderTab(<ModernizationPage />);
    await user.click(
      await screen.findByRole('button', { name: 'Apps as CSV' }),
    );
    await user.click(
      screen.getByRole('button', { name: 'How it moved as CSV' }),
    );
    expect(saved.map(({ name }) => name)).toEqual([
      'modernization.csv',
      'modernization-series.csv',
    ]);
    expect((await lines(saved[0].content))[1]).toBe(
      `system:default/erp,group:default/team-b,in both,3,28,${
        208 * 2 ** 30
      },0,3,2,${4 * 2 ** 30},1,2`,
    );
    const series = await lines(saved[1].content);
    expect(series).toHaveLength(modernizationPage.series.length + 1);
    expect(series[1]).toBe(
      `${modernizationPage.series[0].at},6,40,${280 * 2 ** 30},0,2,1,${
        2 * 2 ** 30
      },0`,
    );
  });

  it('reads all pages of the list', async () => {
    const [first, ...rest] = modernizationPage.items;
    renderTab(<ModernizationPage />, {
      api: {
        listModernization: async ({ cursor } = {}) =>
          cursor
            ? { ...modernizationPage, items: rest }
            : { ...modernizationPage, items: [first], nextCursor: 'more' },
      },
    });
    const apps = within(await screen.findByRole('region', { name: 'Apps' }));
    await waitFor(() => expect(apps.getAllByRole('row')).toHaveLength(4));
  });

  it('says what of it is not told', async () => {
    const [erp, ...rest] = modernizationPage.items;
    renderTab(<ModernizationPage />, {
      api: {
        listModernization: async () => ({
          ...modernizationPage,
          items: [{ ...erp, stage: 'unknown', isWhole: false }, ...rest],
          totals: {
            ...modernizationPage.totals,
            stages: { vms: 0, mixed: 1, containers: 1, none: 0, unknown: 1 },
          },
          series: [],
          notInSeries: 1,
        }),
      },
    });
    expect(await screen.findByText(/Of 1 app it is not known/)).toBeVisible();
    expect(screen.getByText(/^Nothing is recorded yet/)).toBeVisible();
    expect(screen.getByText(/leaves out 1 app of which/)).toBeVisible();
    expect(
      screen.getByRole('row', { name: /resource planning/ }),
    ).toHaveTextContent(/not known.*partly hidden from you/);
    expect(
      screen.getByRole('button', { name: 'How it moved as CSV' }),
    ).toBeDisabled();
  });

  it('explains an empty list', async () => {
    renderTab(<ModernizationPage />, {
      api: {
        listModernization: async () => ({
          ...modernizationPage,
          items: [],
          series: [],
        }),
      },
    });
    expect(await screen.findByText('No hybrid apps yet')).toBeVisible();
  });

  it('says what went wrong, and tries again when told to', async () => {
    const user = userEvent.setup();
    let down = true;
    renderTab(<ModernizationPage />, {
      api: {
        listModernization: async () => {
          if (down) {
            throw new Error('The backend answered 502 Bad Gateway');
          }
          return modernizationPage;
        },
      },
    });
    expect(await screen.findByText(/502 Bad Gateway/)).toBeVisible();
    down = false;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/^4 of 10 components/)).toBeVisible();
  });
});

describe('the page of one app', () => {
  const row = (name: RegExp) => screen.findByRole('row', { name });

  it('says what runs in what, what each has, and what waits for what', async () => {
    renderTab(<ModernizationPage />, { query: INVENTORY });
    expect(
      await screen.findByText(/^1 of 2 components still runs in a VM/),
    ).toBeVisible();
    const components = within(
      screen.getByRole('region', { name: 'Components' }),
    );
    expect(
      await components.findByRole('row', { name: /^mongodb-vm/ }),
    ).toHaveTextContent(/^mongodb-vmVMVM12 vCPU4 GiBonprem \/ inventory$/);
    expect(components.getByRole('row', { name: /^web/ })).toHaveTextContent(
      /^webDeploymentcontainer20.5 vCPUnot knownonprem \/ inventory$/,
    );
    const waits = within(
      screen.getByRole('region', { name: 'What waits for what' }),
    );
    expect(waits.getByRole('row', { name: /^web/ })).toHaveTextContent(
      /^webcontainerconnects tomongodb-vmVMmongodb, 27017$/,
    );
  });

  it('leads to the others, and to its topology', async () => {
    renderTab(<ModernizationPage />, {
      query: INVENTORY,
      routes: {
        ...routes,
        '/entity/:kind/:namespace/:name': entityRouteRef,
      },
    });
    expect(
      await screen.findByRole('link', { name: 'All apps' }),
    ).toHaveAttribute('href', '/modernization');
    expect(screen.getByRole('link', { name: 'Topology' })).toHaveAttribute(
      'href',
      '/entity/system/default/inventory/topology',
    );
  });

  it('saves its components, and names them as they are in a sheet', async () => {
    const saved = captureFiles();
    const user = userEvent.setup();
    renderTab(<ModernizationPage />, {
      query: INVENTORY,
      api: {
        getAppModernization: async () => ({
          value: {
            ...inventoryModernization,
            components: inventoryModernization.components.map(one => ({
              ...one,
              name: `=${one.name}`,
            })),
          },
        }),
      },
    });
    await user.click(
      await screen.findByRole('button', { name: 'Components as CSV' }),
    );
    expect((await lines(saved[0].content)).slice(1)).toEqual([
      `'=mongodb-vm,VirtualMachine,VM,onprem / inventory,1,2,${4 * 2 ** 30},,`,
      "'=web,Deployment,container,onprem / inventory,2,0.5,,,",
      '\'=web,Deployment,container,onprem / inventory,,,,\'=mongodb-vm,"mongodb, 27017"',
    ]);
  });

  it('tells who sees a part of it so, and not how it moved', async () => {
    const { series: _, ...rest } = inventoryModernization;
    renderTab(<ModernizationPage />, {
      query: INVENTORY,
      api: {
        getAppModernization: async () => ({
          value: { ...rest, stage: 'unknown', isWhole: false },
        }),
      },
    });
    expect(await screen.findByText('partly hidden from you')).toBeVisible();
    expect(screen.getByText(/There may be more/)).toBeVisible();
    expect(
      screen.queryByRole('region', { name: 'How it moved' }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'How it moved as CSV' }),
    ).not.toBeInTheDocument();
    expect(await row(/^mongodb-vm/)).toBeVisible();
  });

  it('says that nothing waits, and that there is nothing', async () => {
    renderTab(<ModernizationPage />, {
      query: INVENTORY,
      api: {
        getAppModernization: async () => ({
          value: { ...inventoryModernization, waits: [] },
        }),
      },
    });
    expect(
      await screen.findByText(/^No component is known to call a VM/),
    ).toBeVisible();
  });

  it('says of an app without components that there is nothing to show', async () => {
    renderTab(<ModernizationPage />, {
      query: INVENTORY,
      api: {
        getAppModernization: async () => ({
          value: { ...inventoryModernization, components: [], waits: [] },
        }),
      },
    });
    expect(await screen.findByText('Nothing to show')).toBeVisible();
  });

  it('says of an app that may not be seen that it may not', async () => {
    renderTab(<ModernizationPage />, {
      query: INVENTORY,
      api: {
        getAppModernization: async () => {
          throw Object.assign(new Error('no'), { name: 'NotAllowedError' });
        },
      },
    });
    expect(await screen.findByText('You may not see this app')).toBeVisible();
  });

  it('takes no app from what is no reference', async () => {
    renderTab(<ModernizationPage />, { query: { app: ':::' } });
    expect(
      await screen.findByText("':::' is no reference to an app"),
    ).toBeVisible();
  });
});
