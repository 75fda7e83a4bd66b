import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../__testUtils__';
import { deniedEdge, erpTopology } from '../__testUtils__/erp';
import {
  inventoryTopology,
  mongodb,
  web,
  webService,
} from '../__testUtils__/inventory';
import { card, changing, ERP, panel, vmCard } from './__testUtils__/page';
import { TopologyContent } from './TopologyContent';
import { pictureOf } from './view';

describe('the table', () => {
  it('says all that the graph says', async () => {
    renderTab(<TopologyContent />, { query: { view: 'table' } });
    const picture = pictureOf(inventoryTopology, ['traffic', 'storage']);
    const components = within(
      await screen.findByRole('region', { name: 'Components' }),
    );
    const rows = await components.findAllByRole('row');
    expect(rows).toHaveLength(picture.nodes.length + 1);
    for (const { name } of picture.nodes) {
      expect(components.getAllByText(name).length).toBeGreaterThan(0);
    }
    const connections = within(
      screen.getByRole('region', { name: 'Connections' }),
    );
    for (const { evidence } of picture.edges) {
      expect(connections.getByText(evidence.text)).toBeVisible();
    }
  });

  it('is remembered on the next visit', async () => {
    const user = userEvent.setup();
    renderTab(<TopologyContent />);
    await user.click(await screen.findByRole('radio', { name: 'Table' }));
    await screen.findByRole('region', { name: 'Components' });
    cleanup();
    renderTab(<TopologyContent />);
    expect(
      await screen.findByRole('region', { name: 'Components' }),
    ).toBeVisible();
    window.localStorage.clear();
  });

  it('hides the columns that are not wanted, keeps that in the URL, and the name always', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<TopologyContent />, {
      query: { view: 'table', hide: 'evidence,component' },
    });
    const heads = (table: string) =>
      within(screen.getByRole('grid', { name: table }))
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent);
    await screen.findByRole('grid', { name: 'Components' });
    expect(heads('Components')).toEqual([
      'Component',
      'Kind',
      'Status',
      'Reach',
      'Cluster / namespace',
    ]);
    expect(heads('Connections')).not.toContain('Because');

    await user.click(
      screen.getByRole('button', { name: 'Columns of the table Components' }),
    );
    const choices = await screen.findByRole('listbox', {
      name: 'Columns of the table Components',
    });
    expect(within(choices).queryByText('Component')).toBeNull();
    await user.click(within(choices).getByRole('option', { name: 'Reach' }));
    await user.click(within(choices).getByRole('option', { name: 'Kind' }));
    await user.click(within(choices).getByRole('option', { name: 'Kind' }));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('listbox')).toBeNull());
    expect(heads('Components')).toEqual([
      'Component',
      'Kind',
      'Status',
      'Cluster / namespace',
    ]);
    // What another table hides stays as it was.
    expect(tab.param('hide')?.split(',').sort()).toEqual([
      'component',
      'evidence',
      'reach',
    ]);
  });

  it('opens the details of a row', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<TopologyContent />, { query: { view: 'table' } });
    await user.click(await screen.findByText('mongodb-vm'));
    expect(await panel('mongodb-vm')).toBeVisible();
    expect(tab.param('selected')).toBe(mongodb.id);
  });
});

describe('the details', () => {
  it('open by keyboard, take the focus, and give it back on Esc', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<TopologyContent />);
    const opener = await vmCard();
    act(() => opener.focus());
    await user.keyboard('{Enter}');
    expect(await panel('mongodb-vm')).toHaveTextContent('Debian GNU/Linux 12');
    expect(screen.getByRole('heading', { name: 'mongodb-vm' })).toHaveFocus();
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('complementary')).not.toBeInTheDocument(),
    );
    expect(opener).toHaveFocus();
    expect(tab.param('selected')).toBeNull();
  });

  it('stay open, on their tab, while values change under them', async () => {
    const backend = changing(inventoryTopology);
    const tab = renderTab(<TopologyContent />, {
      api: backend.api,
      query: { selected: mongodb.id, tab: 'network' },
    });
    const details = await panel('mongodb-vm');
    const coverage = await within(details).findByText('covered by policies');

    backend.become({
      ...inventoryTopology,
      nodes: inventoryTopology.nodes.map(node =>
        node.id === web.id
          ? { ...node, facts: { replicas: { ready: 1, desired: 2 } } }
          : node,
      ),
    });
    tab.signal({ entityRef: 'system:default/inventory', revision: '42' });

    expect(await card(/^Deployment web 1\/2 ready/)).toBeVisible();
    expect(details).toBeInTheDocument();
    expect(coverage).toBeInTheDocument();
    expect(
      within(details).getByRole('tab', { name: 'Network' }),
    ).toHaveAttribute('aria-selected', 'true');
  });

  it('say by whose rule the status is, and that nobody judges what says nothing', async () => {
    const source = 'Kubernetes API conventions';
    const tab = renderTab(<TopologyContent />, {
      api: changing({
        ...inventoryTopology,
        nodes: inventoryTopology.nodes.map(node =>
          node.id === webService.id
            ? { ...node, status: { health: 'unjudged', source } }
            : node,
        ),
      }).api,
      query: { selected: webService.id, tab: 'why' },
    });
    const details = await panel('web');
    expect(within(details).getByText(`Judged by: ${source}`)).toBeVisible();
    expect(await card(/^Service web :80$/)).toBeVisible();
    expect(tab.param('selected')).toBe(webService.id);
  });

  it('say so when what they show is gone', async () => {
    const backend = changing(inventoryTopology);
    const tab = renderTab(<TopologyContent />, {
      api: backend.api,
      query: { selected: mongodb.id },
    });
    await panel('mongodb-vm');
    backend.become({
      ...inventoryTopology,
      nodes: inventoryTopology.nodes.filter(({ id }) => id !== mongodb.id),
      edges: [],
    });
    tab.signal({ entityRef: 'system:default/inventory', revision: '42' });
    expect(
      await screen.findByText('This is no longer part of the app'),
    ).toBeVisible();
  });

  it('show YAML as text, never as HTML', async () => {
    renderTab(<TopologyContent />, {
      query: { selected: mongodb.id, tab: 'yaml' },
    });
    expect(
      await screen.findByText(/<img src=x onerror=alert\(1\)>/),
    ).toBeVisible();
    expect(document.querySelector('img')).toBeNull();
  });

  it('lead from a connection to the object that proves it', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<TopologyContent />, {
      entityRef: ERP,
      query: { selected: deniedEdge ?? '' },
    });
    await user.click(
      await screen.findByRole('button', { name: /^Show YAML of batch/ }),
    );
    await panel('batch-settlement-and-reconciliation-worker');
    expect(tab.param('tab')).toBe('yaml');
    expect(await screen.findByText(/kind: StatefulSet/)).toBeVisible();
  });

  it('tell by which names and addresses a place is that is in no cluster', async () => {
    const bank = {
      ...inventoryTopology.nodes[0],
      id: 'outside/bank.example.com',
      cluster: '',
      namespace: '',
      apiVersion: '',
      kind: 'External',
      name: 'bank.example.com',
      category: 'external' as const,
      facts: { hosts: ['bank.example.com'], addresses: ['192.0.2.5'] },
      members: [],
    };
    renderTab(<TopologyContent />, {
      api: changing({
        ...inventoryTopology,
        nodes: [...inventoryTopology.nodes, bank],
      }).api,
      query: { selected: bank.id },
    });
    const details = await panel('bank.example.com');
    expect(within(details).getByText('192.0.2.5')).toBeVisible();
    expect(within(details).queryByRole('tab', { name: 'YAML' })).toBeNull();
  });

  it('offer no YAML of a Secret', async () => {
    const secret = erpTopology.nodes.find(({ kind }) => kind === 'Secret');
    renderTab(<TopologyContent />, {
      entityRef: ERP,
      query: { selected: secret?.id ?? '' },
    });
    const details = await panel('oracle-credentials');
    expect(within(details).queryByRole('tab', { name: 'YAML' })).toBeNull();
  });
});
