import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../__testUtils__';
import { edge, nodesOf } from '../__testUtils__/build';
import { oracle } from '../__testUtils__/erp';
import {
  ingress,
  inventoryTopology,
  mongodb,
  mongodbService,
  web,
  webService,
} from '../__testUtils__/inventory';
import { card, changing, ERP, panel, vmCard } from './__testUtils__/page';
import { TopologyContent } from './TopologyContent';

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

  it('tells each line once to the ear', async () => {
    renderTab(<TopologyContent />);
    await vmCard();
    const lines = [...document.querySelectorAll('.react-flow__edge')];
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.map(line => line.getAttribute('aria-hidden'))).toEqual(
      lines.map(() => 'true'),
    );
  });

  it('tells who calls a workload, and leads to what a browser opens', async () => {
    renderTab(<TopologyContent />, {
      api: changing({
        ...inventoryTopology,
        nodes: inventoryTopology.nodes.map(node =>
          node.id === ingress.id
            ? { ...node, facts: { urls: ['https://inventory.example.com/'] } }
            : node,
        ),
      }).api,
    });
    expect(await vmCard()).toHaveTextContent('1 caller');
    const link = screen.getByRole('link', {
      name: 'Open https://inventory.example.com/',
    });
    expect(link).toHaveAttribute('href', 'https://inventory.example.com/');
    expect(link).toHaveAttribute('target', '_blank');
    // A link within a button would be none.
    expect(link.closest('button')).toBeNull();
  });

  it('says what its signs mean, and gives the focus back', async () => {
    const user = userEvent.setup();
    renderTab(<TopologyContent />);
    await vmCard();
    const opener = screen.getByRole('button', { name: 'What the signs mean' });
    act(() => opener.focus());
    await user.keyboard('{Enter}');
    const legend = await screen.findByRole('dialog', {
      name: 'What the signs mean',
    });
    expect(legend).toHaveTextContent('Denied by policy');
    expect(legend).toHaveTextContent('Declared in the catalog alone');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(opener).toHaveFocus());
  });

  it('leaves config and policies out until they are switched on', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<TopologyContent />);
    await vmCard();
    expect(screen.queryByText('web-config')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /Show$/ }));
    await user.click(screen.getByRole('option', { name: 'Config' }));
    await user.keyboard('{Escape}');
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
    expect((await card(/^Service oracle :1521/)).dataset.emphasis).toBe('lit');
  });
});

describe('a Service that only forwards', () => {
  it('is a button on the card of its workload, which opens its details', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const tab = renderTab(<TopologyContent />, {
      query: { selected: mongodbService.id },
    });
    expect(await vmCard()).toHaveAccessibleName(
      /reached by Service mongodb, port 27017$/,
    );
    const linked = await card(/^Service mongodb :27017$/);
    expect(linked).toHaveAttribute('aria-pressed', 'true');
    expect(await panel('mongodb')).toBeVisible();
    // It is no part of the button that the card is.
    expect((await vmCard()).contains(linked)).toBe(false);
    expect(await vmCard()).toHaveAttribute('aria-pressed', 'false');
    expect((await vmCard()).dataset.emphasis).toBe('lit');
    await user.click(await card(/^Service web :80$/));
    expect(tab.param('selected')).toBe(webService.id);
    expect(await panel('web')).toBeVisible();
  });

  it('has a card where one wants that, which the address says', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<TopologyContent />);
    await vmCard();
    await user.click(screen.getByRole('button', { name: /Show$/ }));
    await user.click(screen.getByRole('option', { name: 'Services as cards' }));
    await user.keyboard('{Escape}');
    expect(await card(/^Service web 80→8080$/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Service web :80/ })).toBe(
      null,
    );
    expect(tab.param('services')).toBe('cards');
    expect(tab.param('show')).toBe('traffic,storage');
  });

  it('is in a menu where a card has no room for it, until it is looked at', async () => {
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const node = nodesOf('onprem/inventory');
    const more = ['a', 'b'].map(name => node('Service', name));
    const tab = renderTab(<TopologyContent />, {
      api: changing({
        ...inventoryTopology,
        nodes: [...inventoryTopology.nodes, ...more],
        edges: [
          ...inventoryTopology.edges,
          ...more.map(one => edge(one, mongodb, 'selects', '')),
        ],
      }).api,
    });
    const others = await card(/^1 more Service$/);
    expect(others).toHaveTextContent('+1');
    await user.click(others);
    await user.click(
      await screen.findByRole('menuitem', { name: 'mongodb :27017' }),
    );
    expect(tab.param('selected')).toBe(mongodbService.id);
    expect(await card(/^Service mongodb :27017$/)).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(await card(/^1 more Service$/)).toBeVisible();
  });
});

describe('Find', () => {
  it('shows the likeliest, goes on by Enter, and dims the rest', async () => {
    const user = userEvent.setup();
    renderTab(<TopologyContent />, { query: { find: 'mongo' } });
    expect(await screen.findByText('1 of 3')).toBeVisible();
    const shown = () =>
      [...document.querySelectorAll<HTMLElement>('[data-match]')].map(
        ({ dataset }) => dataset.node,
      );
    await vmCard();
    // A workload before what serves it.
    expect(shown()).toEqual([mongodb.id]);
    expect((await vmCard()).dataset.found).toBe('true');
    const rest = await card(/^Deployment web 2/);
    expect(rest.dataset).toMatchObject({ emphasis: 'dimmed' });
    expect(rest.dataset.found).toBeUndefined();

    // Tab leads to what was found.
    const stops = () => [
      ...document.querySelectorAll<HTMLElement>('[data-node][tabindex="0"]'),
    ];
    await waitFor(async () => expect(stops()).toEqual([await vmCard()]));

    const walked = shown();
    act(() => screen.getByRole('searchbox', { name: 'Find' }).focus());
    for (const at of ['2 of 3', '3 of 3', '1 of 3']) {
      await user.keyboard('{Enter}');
      expect(await screen.findByText(at)).toBeVisible();
      walked.push(...shown());
    }
    expect(new Set(walked).size).toBe(3);
    expect(walked[3]).toBe(walked[0]);
    expect(screen.getByRole('searchbox', { name: 'Find' })).toHaveFocus();
  });

  it('says that there is nothing, and dims nothing then', async () => {
    renderTab(<TopologyContent />, { query: { find: 'moon' } });
    expect(await screen.findByText('0 matches')).toBeVisible();
    expect((await vmCard()).dataset.emphasis).toBe('plain');
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
    const entry = await card(/^Ingress inventory inv/);
    const deployment = await card(/^Deployment web 2/);
    act(() => entry.focus());
    await user.keyboard('{ArrowRight}');
    expect(deployment).toHaveFocus();
    await user.keyboard('{ArrowLeft}');
    expect(entry).toHaveFocus();
    // And down to what stands on a card, up to it again, and on from there.
    await user.keyboard('{ArrowRight}{ArrowDown}');
    expect(await card(/^Service web :80$/)).toHaveFocus();
    await user.keyboard('{ArrowUp}');
    expect(deployment).toHaveFocus();
    await user.keyboard('{ArrowDown}{ArrowRight}');
    expect(await vmCard()).toHaveFocus();
    await user.keyboard('{ArrowLeft}{Enter}');
    expect(await panel('web')).toBeVisible();
    expect(tab.param('selected')).toBe(web.id);
  });

  it('lead with Alt along the wires of a card, without it to their ends', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<TopologyContent />);
    const deployment = await card(/^Deployment web 2/);
    const comes = await card(/^Ingress inventory routes to Service web on 80 /);
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
    expect(deployment).toHaveFocus();
    act(() => goes.focus());
    await user.keyboard('{ArrowRight}');
    expect(await vmCard()).toHaveFocus();
    act(() => goes.focus());
    await user.keyboard('{Enter}');
    expect(tab.param('selected')).toBe(goes.dataset.edge);
  });
});
