import {
  ComponentMetrics,
  HybridAppsApi,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../__testUtils__';
import { web } from '../__testUtils__/inventory';
import { appMetrics, componentMetrics } from '../__testUtils__/metrics';
import { entityRouteRef } from '../routes';
import { MetricsContent } from './MetricsContent';
import { NodeMetrics } from './NodeMetrics';

const INVENTORY = 'system:default/inventory';
const GI = 2 ** 30;

/** A backend that tells these components, and what it was asked for. */
function telling(components: ComponentMetrics[], left = 0) {
  const asked: Array<{ id?: string; range?: string }> = [];
  const getMetrics: HybridAppsApi['getMetrics'] = async (_, query = {}) => {
    asked.push(query);
    return { ...appMetrics(INVENTORY, components, query.range), left };
  };
  return { asked, api: { getMetrics } };
}

const showNode = (
  more: Partial<ComponentMetrics> = {},
  query: Record<string, string> = {},
) => {
  const { asked, api } = telling([componentMetrics({ id: web.id, ...more })]);
  const tab = renderTab(<NodeMetrics node={web} />, { api, query });
  return { asked, tab, user: userEvent.setup() };
};
const chart = (name: RegExp) => screen.findByRole('slider', { name });

describe('what a component uses', () => {
  it('is a chart for each of its kinds, which says so in words', async () => {
    showNode();
    expect(await chart(/^CPU/)).toHaveAccessibleName(
      'CPU, in cores of web: used 1.5 last, 1.5 at most; requested 0.5; limit 2',
    );
    expect(await chart(/^Memory/)).toHaveAccessibleName(
      'Memory of web: used 1 GiB last, 1 GiB at most; requested 1 GiB; limit 2 GiB',
    );
    expect(await chart(/^Network/)).toHaveAccessibleName(
      /received 2 KiB\/s last, .*; sent 844.8 B\/s last/,
    );
    // Of disks nothing was measured.
    expect(screen.getAllByRole('slider')).toHaveLength(3);
    expect(await chart(/^CPU/)).toHaveTextContent('limit2');
  });

  it('tells the values at each time by the arrow keys', async () => {
    const { user } = showNode();
    const cpu = await chart(/^CPU/);
    expect(cpu).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/: used 1\.5$/),
    );
    cpu.focus();
    await user.keyboard('{Home}');
    expect(cpu).toHaveAttribute('aria-valuenow', '0');
    expect(cpu).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/: used 0$/),
    );
    await user.keyboard('{ArrowLeft}{PageUp}{ArrowRight}{ArrowRight}');
    expect(cpu).toHaveAttribute('aria-valuenow', '12');
    expect(cpu).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/: used 0\.15$/),
    );
    await user.keyboard('{End}');
    expect(cpu).toHaveAttribute('aria-valuenow', '120');
    const network = await chart(/^Network/);
    expect(network).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(/received 2 KiB\/s, sent not measured$/),
    );
  });

  it('is asked for as far back as the URL says, and a choice is in it', async () => {
    const { asked, tab, user } = showNode({}, { range: '6h' });
    await chart(/^CPU/);
    expect(asked).toEqual([{ id: web.id, range: '6h' }]);
    await user.click(screen.getByRole('radio', { name: '7 days' }));
    await chart(/^CPU/);
    expect(tab.param('range')).toBe('7d');
    expect(asked).toHaveLength(2);
    expect(asked[1].range).toBe('7d');
  });

  it('is a table as well, the latest first', async () => {
    const { tab, user } = showNode();
    await chart(/^CPU/);
    await user.click(screen.getByRole('radio', { name: 'Table' }));
    const table = await screen.findByRole('grid');
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Time',
      'CPU, in cores: used',
      'Memory: used',
      'Network: received',
      'Network: sent',
    ]);
    const [, first] = within(table).getAllByRole('row');
    expect(
      within(first)
        .getAllByRole('gridcell')
        .map(({ textContent }) => textContent),
    ).toEqual(['1.5', '1 GiB', '2 KiB/s', 'not measured']);
    expect(tab.param('metrics')).toBe('table');
    expect(screen.queryByRole('slider')).not.toBeInTheDocument();
  });

  it.each([
    ['unconfigured', 'What was used over time is not known'],
    ['unknown', 'What was used over time could not be had'],
  ] as const)(
    'says so where that is %s, and still what is used now',
    async (...row) => {
      const [state, title] = row;
      showNode({
        source: { state, message: 'Look there.' },
        series: [],
        use: {
          measurement: { state: 'measured' },
          running: 1,
          measured: 1,
          total: { used: { cpu: 0.25, memory: GI } },
          containers: [],
          pods: [],
        },
      });
      expect(await screen.findByText(title)).toBeVisible();
      expect(screen.getByText('Look there.')).toBeVisible();
      expect(screen.getByText('Now: CPU 0.25, Memory 1 GiB.')).toBeVisible();
      expect(screen.queryByRole('slider')).not.toBeInTheDocument();
    },
  );

  it('says what to act on, and how to mend it', async () => {
    const at = { pod: 'web-1', container: 'main' };
    showNode({
      findings: [
        { code: 'cpu-throttled', share: 0.3, ...at },
        {
          code: 'memory-near-limit',
          share: 0.95,
          used: 0.95 * GI,
          limit: GI,
          ...at,
        },
        { code: 'out-of-memory', limit: GI, ...at },
        { code: 'memory-near-limit', share: 0.9, used: 0.9 * GI, limit: GI },
      ],
    });
    expect(
      await screen.findByText(
        'Container main of Pod web-1 is held back in 30% of its time, at its limit of CPU',
      ),
    ).toBeVisible();
    expect(
      screen.getByText(
        /^Container main of Pod web-1 uses 95% of its memory: 972\.8 MiB of 1 GiB$/,
      ),
    ).toBeVisible();
    expect(screen.getByText(/Its limit is 1 GiB\. Raise it/)).toBeVisible();
    expect(screen.getByText(/^The guest uses 90% of its memory/)).toBeVisible();
    expect(screen.getByText(/^Give the VM more memory/)).toBeVisible();
  });

  it('says why where it cannot be asked for, and asks again', async () => {
    let fails = true;
    const { api } = telling([componentMetrics({ id: web.id })]);
    renderTab(<NodeMetrics node={web} />, {
      api: {
        getMetrics: (...how) => {
          if (fails) {
            throw new Error('The backend is away');
          }
          return api.getMetrics(...how);
        },
      },
    });
    expect(await screen.findByText('The backend is away')).toBeVisible();
    fails = false;
    await userEvent.setup().click(screen.getByRole('button'));
    expect(await chart(/^CPU/)).toBeVisible();
  });
});

describe('what an app uses', () => {
  const ids = (count: number) =>
    Array.from(
      { length: count },
      (_, n) => `onprem/inventory/apps/Deployment/web-${n}`,
    );
  const names = () =>
    screen.getAllByRole('heading', { level: 3 }).map(one => one.textContent);

  it('is told of each component, what is to be acted on first', async () => {
    const [a, b] = ids(2);
    const { api, asked } = telling([
      componentMetrics({ id: a }),
      componentMetrics({
        id: b,
        findings: [
          { code: 'cpu-throttled', share: 0.5, pod: 'p', container: 'c' },
        ],
      }),
    ]);
    renderTab(<MetricsContent />, {
      api,
      routes: { '/entity/:kind/:namespace/:name': entityRouteRef },
    });
    const second = await screen.findByRole('region', { name: 'web-0' });
    expect(names()).toEqual(['web-1', 'web-0']);
    expect(asked).toEqual([{ range: '1h' }]);
    expect(
      within(second).getByRole('link', { name: 'Details: web-0' }),
    ).toHaveAttribute('href', expect.stringContaining('tab=metrics'));
  });

  it('is not drawn all at once where it has many, and says what is left out', async () => {
    const { api } = telling(
      ids(10).map(id => componentMetrics({ id, series: [] })),
      3,
    );
    renderTab(<MetricsContent />, { api });
    const more = await screen.findByRole('button', { name: 'Show 2 more' });
    expect(names()).toHaveLength(8);
    await userEvent.setup().click(more);
    expect(names()).toHaveLength(10);
    expect(
      screen.getByText(/^3 more components are not told here/),
    ).toBeVisible();
  });

  it('says once what is the same for several components', async () => {
    const [a, b, c] = ids(3);
    const unknown = (id: string, message: string) =>
      componentMetrics({
        id,
        series: [],
        source: { state: 'unknown', message },
      });
    const { api } = telling([
      unknown(a, 'It answers 503.'),
      unknown(b, 'It answers 503.'),
      unknown(c, 'It has no such Pod.'),
    ]);
    renderTab(<MetricsContent />, { api });
    const third = await screen.findByRole('region', { name: 'web-2' });
    expect(screen.getAllByText('It answers 503.')).toHaveLength(1);
    expect(within(third).getByText('It has no such Pod.')).toBeVisible();
  });

  it('is nothing where nothing runs', async () => {
    const { api } = telling([]);
    renderTab(<MetricsContent />, { api });
    expect(
      await screen.findByText('Nothing in this app uses anything'),
    ).toBeVisible();
  });
});
