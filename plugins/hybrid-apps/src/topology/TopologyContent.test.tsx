import { Topology } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../__testUtils__';
import { deniedEdge, erpTopology, oracle } from '../__testUtils__/erp';
import {
  inventoryTopology,
  mongodb,
  web,
  webService,
} from '../__testUtils__/inventory';
import { pictureOf } from './view';
import { TopologyContent } from './TopologyContent';

const ERP = 'system:default/erp';

const card = (name: RegExp) => screen.findByRole('button', { name });
const vmCard = () => card(/^VM · 2 vCPU · 4 GiB mongodb-vm/);
const panel = (name: string) =>
  screen.findByRole('complementary', { name: `Details of ${name}` });

/** A backend whose topology a test changes. */
function changing(first: Topology) {
  let current = first;
  let asked = 0;
  return {
    api: {
      async getTopology() {
        asked += 1;
        return { value: current, etag: `"${current.revision}"` };
      },
    },
    become(next: Topology) {
      current = { ...next, revision: `${current.revision}+` };
    },
    timesAsked: () => asked,
  };
}

describe('the graph', () => {
  it('shows components with their state, and connections with their ports', async () => {
    renderTab(<TopologyContent />);
    expect(await vmCard()).toHaveTextContent('Running');
    expect(await vmCard()).toHaveTextContent('isolated');
    expect(await card(/^Deployment web 2/)).toHaveTextContent('2/2 ready');
    expect(
      await card(/^Deployment web connects to Service mongodb on 27017/),
    ).toHaveAccessibleName(/allowed/);
  });

  it('leaves config and policies out until they are switched on', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<TopologyContent />);
    await vmCard();
    expect(screen.queryByText('web-config')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Config' }));
    expect(await screen.findByText('web-config')).toBeVisible();
    expect(tab.param('show')).toBe('traffic,storage,config');
  });

  it('tells by keyboard why a connection is there, and which rule denies it', async () => {
    renderTab(<TopologyContent />, { entityRef: ERP });
    const wire = await card(/^StatefulSet batch.* connects to Service oracle/);
    expect(wire).toHaveAccessibleName(/denied/);
    const user = userEvent.setup();
    // As when it is reached by Tab: what a pointer focuses shows nothing.
    await user.tab();
    act(() => wire.focus());
    const tooltip = await screen.findByRole('tooltip');
    expect(tooltip).toHaveTextContent('is given the address of the Service');
    expect(tooltip).toHaveTextContent('= oracle:1521');
    await waitFor(() =>
      expect(tooltip).toHaveTextContent(/NetworkPolicy mongodb isolates it/),
    );
  });

  it('lights up what a workload may talk to, and dims the rest', async () => {
    renderTab(<TopologyContent />, {
      entityRef: ERP,
      query: { selected: oracle.id },
    });
    const dimmed = await card(/^Deployment portal \d/);
    await waitFor(() => expect(dimmed.dataset.emphasis).toBe('dimmed'));
    expect((await card(/^Deployment order-api Crash/)).dataset.emphasis).toBe(
      'lit',
    );
    expect((await card(/^Service oracle 1521/)).dataset.emphasis).toBe('lit');
  });

  it('finds by name', async () => {
    renderTab(<TopologyContent />, { query: { find: 'mongo' } });
    expect(await screen.findByText('3 matches')).toBeVisible();
    expect((await vmCard()).dataset.found).toBe('true');
    expect((await card(/^Deployment web 2/)).dataset.found).toBeUndefined();
  });
});

describe('from far away', () => {
  it('the graph tells less to the eye, and as much to the ear', async () => {
    const user = userEvent.setup();
    renderTab(<TopologyContent />);
    const graph = (await vmCard()).closest<HTMLElement>('[role=presentation]');
    const name = (await vmCard()).textContent;
    expect(graph?.dataset.far).toBeUndefined();
    for (let step = 0; step < 5; step++) {
      await user.click(screen.getByRole('button', { name: 'Zoom out' }));
    }
    await waitFor(() => expect(graph?.dataset.far).toBe('true'));
    expect((await vmCard()).textContent).toBe(name);
    for (let step = 0; step < 6; step++) {
      await user.click(screen.getByRole('button', { name: 'Zoom in' }));
    }
    await waitFor(() => expect(graph?.dataset.far).toBeUndefined());
  });
});

describe('the small map', () => {
  const mapOf = () => document.querySelector('.react-flow__minimap');
  afterEach(() => jest.restoreAllMocks());
  const giveRoom = (width: number, height: number) => {
    jest
      .spyOn(HTMLElement.prototype, 'offsetWidth', 'get')
      .mockReturnValue(width);
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(height);
  };

  it('is there for what is larger than the view, and for the eye alone, until it is switched off', async () => {
    giveRoom(1000, 60);
    const user = userEvent.setup();
    renderTab(<TopologyContent />);
    await vmCard();
    await waitFor(() => expect(mapOf()).toBeInTheDocument());
    expect(mapOf()?.closest('[aria-hidden]')).toHaveAttribute(
      'aria-hidden',
      'true',
    );
    expect(mapOf()?.querySelector('button, a, [tabindex]')).toBeNull();
    await user.click(
      screen.getByRole('button', { name: 'Hide the small map' }),
    );
    expect(mapOf()).toBeNull();
    await user.click(
      screen.getByRole('button', { name: 'Show the small map' }),
    );
    expect(mapOf()).toBeInTheDocument();
  });

  it('is not there for what fits', async () => {
    giveRoom(4000, 4000);
    renderTab(<TopologyContent />);
    await vmCard();
    expect(mapOf()).toBeNull();
    expect(screen.queryByRole('button', { name: /the small map/ })).toBeNull();
  });
});

describe('the filter', () => {
  it('shows what was chosen alone, and keeps that in the URL', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<TopologyContent />);
    await vmCard();
    await user.click(screen.getByRole('button', { name: /Show only/ }));
    await user.click(screen.getByRole('option', { name: 'VM (1)' }));
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByText('web')).not.toBeInTheDocument(),
    );
    expect(await vmCard()).toBeVisible();
    expect(tab.param('only')).toBe(encodeURIComponent('kind:VirtualMachine'));
  });

  it('keeps a choice that a link makes, and tells that nothing is so', async () => {
    renderTab(<TopologyContent />, { query: { only: 'health:stopped' } });
    expect(
      await screen.findByText('Nothing of this app is as it was chosen above.'),
    ).toBeVisible();
  });
});

describe('the arrow keys', () => {
  it('lead from card to card, and Enter opens the last', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<TopologyContent />);
    const service = await card(/^Service web (?!sends)/);
    act(() => service.focus());
    await user.keyboard('{ArrowRight}');
    expect(await card(/^Deployment web 2/)).toHaveFocus();
    await user.keyboard('{ArrowLeft}');
    expect(service).toHaveFocus();
    await user.keyboard('{ArrowRight}{Enter}');
    expect(await panel('web')).toBeVisible();
    expect(tab.param('selected')).toBe(web.id);
  });

  it('lead with Alt along the wires of a card, without it to their ends', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<TopologyContent />);
    const deployment = await card(/^Deployment web 2/);
    const comes = await card(/^Service web sends to Deployment web/);
    const goes = await card(/^Deployment web connects to Service mongodb/);
    act(() => deployment.focus());
    const walked: Array<Element | null> = [];
    for (let step = 0; step < 3; step++) {
      await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
      walked.push(document.activeElement);
    }
    expect(new Set(walked.slice(0, 2))).toEqual(new Set([comes, goes]));
    expect(walked[2]).toBe(walked[0]);
    act(() => goes.focus());
    await user.keyboard('{ArrowLeft}');
    expect(await card(/^Service mongodb 27017/)).toHaveFocus();
    act(() => goes.focus());
    await user.keyboard('{Enter}');
    expect(tab.param('selected')).toBe(goes.dataset.edge);
  });
});

describe('the export', () => {
  const saved: Array<{ name: string; content: Blob }> = [];
  const urls = {
    createObjectURL: URL.createObjectURL,
    revokeObjectURL: URL.revokeObjectURL,
  };

  beforeEach(() => {
    saved.length = 0;
    const contents: Blob[] = [];
    URL.createObjectURL = blob => `blob:${contents.push(blob as Blob) - 1}`;
    URL.revokeObjectURL = () => {};
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        const [, index] = this.href.split(':');
        saved.push({ name: this.download, content: contents[Number(index)] });
      });
  });

  afterEach(() => {
    Object.assign(URL, urls);
    jest.restoreAllMocks();
  });

  /** Chooses from the menu, and gives what was saved. */
  async function save(item: string) {
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Export' }));
    await user.click(await screen.findByRole('menuitem', { name: item }));
    await waitFor(() => expect(saved).toHaveLength(1));
    const [{ name, content }] = saved;
    return { name, text: await content.text() };
  }

  it('saves the graph as an image with the names, states and ports it shows', async () => {
    renderTab(<TopologyContent />);
    await vmCard();
    const { name, text } = await save('Graph as SVG');
    expect(name).toBe('inventory-topology.svg');
    const image = new DOMParser().parseFromString(text, 'image/svg+xml');
    const texts = [...image.querySelectorAll('text')].map(
      ({ textContent }) => textContent,
    );
    expect(texts).toEqual(
      expect.arrayContaining([
        'onprem / inventory',
        'mongodb-vm',
        '✓ Running · isolated',
        '✓ 2/2 ready · isolated',
        '27017',
      ]),
    );
    expect(texts).not.toContain('web-config');
  });

  it.each([
    ['Mermaid', 'inventory-topology.mmd', 'n7[["VM mongodb-vm"]]'],
    ['D2', 'inventory-topology.d2', 'n7: "VM mongodb-vm" {'],
    ['Table as CSV', 'inventory-topology.csv', 'mongodb-vm,VM,'],
  ])('saves what is shown as %s', async (item, file, line) => {
    renderTab(<TopologyContent />);
    await vmCard();
    const { name, text } = await save(item);
    expect(name).toBe(file);
    expect(text).toContain(line);
    expect(text).not.toContain('web-config');
  });

  it('saves all that the backend answered as JSON', async () => {
    renderTab(<TopologyContent />);
    await vmCard();
    const { name, text } = await save('All of it as JSON');
    expect(name).toBe('inventory-topology.json');
    expect(JSON.parse(text)).toEqual(inventoryTopology);
  });

  it('says in its menu what each format is good for, by keyboard too', async () => {
    const user = userEvent.setup();
    renderTab(<TopologyContent />);
    await vmCard();
    act(() => screen.getByRole('button', { name: 'Export' }).focus());
    await user.keyboard('{Enter}');
    const group = await screen.findByRole('group', {
      name: 'Text for documents',
    });
    expect(within(group).getAllByRole('menuitem')).toHaveLength(2);
    expect(
      screen.getByRole('menuitem', { name: 'Graph as SVG' }),
    ).toHaveFocus();
  });

  it('prints the graph and the whole table, and takes the sheet away again', async () => {
    const onPaper: Array<string | null> = [];
    const pictures: number[] = [];
    window.print = () => {
      const sheet = document.body.lastElementChild;
      onPaper.push(
        ...[...(sheet?.querySelectorAll('td, caption') ?? [])].map(
          ({ textContent }) => textContent,
        ),
      );
      pictures.push(sheet?.querySelectorAll('svg').length ?? 0);
    };
    const user = userEvent.setup();
    renderTab(<TopologyContent />);
    await vmCard();
    await user.click(screen.getByRole('button', { name: 'Export' }));
    await user.click(
      await screen.findByRole('menuitem', { name: 'Print graph and table' }),
    );
    await waitFor(() => expect(pictures).toEqual([1]));
    const picture = pictureOf(inventoryTopology, ['traffic', 'storage']);
    expect(onPaper).toEqual(
      expect.arrayContaining([
        'Components',
        'Connections',
        ...picture.nodes.map(({ name }) => name),
        ...picture.edges.map(({ evidence }) => evidence.text),
      ]),
    );
    expect(document.querySelectorAll('caption')).toHaveLength(2);
    window.dispatchEvent(new Event('afterprint'));
    expect(document.querySelectorAll('caption')).toHaveLength(0);
  });
});

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
    expect(await card(/^Service web 80→8080$/)).toBeVisible();
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

describe('what is not known', () => {
  it('is named at the top, with what to do', async () => {
    renderTab(<TopologyContent />, { entityRef: ERP });
    expect(
      await screen.findByText('2 things are not known for sure'),
    ).toBeVisible();
    expect(
      screen.getByText(/Give its service account that right/),
    ).toBeVisible();
    expect(screen.getByText(/everything in the cluster/)).toHaveTextContent(
      /cloud: everything in the cluster – stale since/,
    );
  });

  it('is not claimed where all is known', async () => {
    renderTab(<TopologyContent />);
    await vmCard();
    expect(screen.queryByText(/not known for sure/)).not.toBeInTheDocument();
  });

  it('never passes for an empty app', async () => {
    renderTab(<TopologyContent />, {
      api: {
        getTopology: async () => ({
          value: { ...erpTopology, nodes: [], edges: [] },
        }),
      },
    });
    expect(await screen.findByText('Nothing to show')).toBeVisible();
    expect(screen.getByText('2 things are not known for sure')).toBeVisible();
  });

  it('takes the picture away when the right to it is taken away, and shows it again with the right', async () => {
    let refused = false;
    const tab = renderTab(<TopologyContent />, {
      api: {
        async getTopology(_, { etag } = {}) {
          if (refused) {
            throw Object.assign(new Error('no'), { name: 'NotAllowedError' });
          }
          return etag ? undefined : { value: inventoryTopology, etag: '"1"' };
        },
      },
    });
    await vmCard();
    refused = true;
    const signal = { entityRef: 'system:default/inventory', revision: '42' };
    tab.signal(signal);
    expect(await screen.findByText('You may not see this app')).toBeVisible();
    expect(document.querySelectorAll('[data-node]')).toHaveLength(0);
    refused = false;
    tab.signal(signal);
    await vmCard();
  });

  it('keeps the last picture when the backend fails, and says from when it is', async () => {
    let down = false;
    const tab = renderTab(<TopologyContent />, {
      api: {
        async getTopology() {
          if (down) {
            throw new Error('The backend answered 502 Bad Gateway');
          }
          return { value: inventoryTopology };
        },
      },
    });
    await vmCard();
    down = true;
    tab.signal({ entityRef: 'system:default/inventory', revision: '42' });
    expect(await screen.findByText('Not up to date')).toBeVisible();
    expect(screen.getByText(/502 Bad Gateway/)).toBeVisible();
    expect(await vmCard()).toBeVisible();
  });
});

describe('updates', () => {
  it('come for the own app alone', async () => {
    const backend = changing(inventoryTopology);
    const tab = renderTab(<TopologyContent />, { api: backend.api });
    await vmCard();
    tab.signal({ entityRef: ERP, revision: '9' });
    tab.signal({ entityRef: 'system:default/inventory', revision: '42' });
    tab.signal({ entityRef: 'system:default/inventory', revision: '43' });
    await waitFor(() => expect(backend.timesAsked()).toBe(2));
  });

  it('move nothing as long as no node comes or goes', async () => {
    const backend = changing(inventoryTopology);
    const tab = renderTab(<TopologyContent />, { api: backend.api });
    await vmCard();
    const places = () =>
      [...document.querySelectorAll<HTMLElement>('.react-flow__node')].map(
        ({ style }) => style.transform,
      );
    const before = places();
    backend.become({
      ...inventoryTopology,
      edges: inventoryTopology.edges.filter(
        ({ source }) => source !== webService.id,
      ),
    });
    tab.signal({ entityRef: 'system:default/inventory', revision: '42' });
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: /Service web sends to/ }),
      ).not.toBeInTheDocument(),
    );
    expect(places()).toEqual(before);
  });
});
