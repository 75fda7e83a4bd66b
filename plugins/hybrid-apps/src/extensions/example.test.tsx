import {
  Topology,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { runbookPlugin } from '../../dev/example/plugin';
import {
  inventoryTopology,
  mongodb,
  web,
  webService,
} from '../__testUtils__/inventory';
import { renderPortal } from '../__testUtils__/renderPortal';

const plugins = [runbookPlugin];
const MEANING = 'one copy: Nothing takes over while it starts anew';

/** The app, with other facts of one of its nodes. */
function withFacts(of: TopologyNode, facts: TopologyNode['facts']) {
  const topology: Topology = {
    ...inventoryTopology,
    nodes: inventoryTopology.nodes.map(node =>
      node.id === of.id ? { ...node, facts } : node,
    ),
  };
  return { getTopology: async () => ({ value: topology }) };
}

const single = withFacts(web, { replicas: { ready: 1, desired: 1 } });
const panel = () => screen.findByRole('complementary');
const card = (name: RegExp) => screen.findByRole('button', { name });

beforeEach(() => window.localStorage.clear());

describe('a tab of another plugin', () => {
  it('comes behind the others, is reached by arrow keys, and knows the node', async () => {
    const user = userEvent.setup();
    renderPortal({ plugins, query: { selected: mongodb.id } });
    const tabs = within(await panel()).getAllByRole('tab');
    expect(tabs.at(-1)).toHaveTextContent('Runbook');
    act(() => tabs[0].focus());
    for (const tab of tabs.slice(1)) {
      await user.keyboard('{ArrowRight}');
      expect(tab).toHaveFocus();
    }
    await user.keyboard('{Enter}');
    expect(
      await screen.findByText('When mongodb-vm is not well:'),
    ).toBeVisible();
    expect(
      within(await panel()).getByRole('link', { name: 'inventory' }),
    ).toBeVisible();
  });

  it('is reached by a link, in the language of the portal', async () => {
    renderPortal({
      plugins,
      query: { selected: web.id, tab: 'runbook/steps' },
      language: 'de',
    });
    expect(
      await screen.findByText('Wenn es web nicht gut geht:'),
    ).toBeVisible();
  });

  it('is not there for other nodes, whose overview a link to it shows', async () => {
    renderPortal({
      plugins,
      query: { selected: webService.id, tab: 'runbook/steps' },
    });
    const tabs = within(await panel());
    expect(tabs.queryByRole('tab', { name: 'Runbook' })).toBeNull();
    expect(tabs.getByRole('tab', { name: 'Overview' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  });
});

describe('an act of another plugin', () => {
  const button = () =>
    screen.findByRole('button', { name: 'Copy SSH command' });

  it('is next to what closes the panel for the keyboard, and does what it says', async () => {
    const user = userEvent.setup();
    const copy = jest.spyOn(navigator.clipboard, 'writeText');
    renderPortal({ plugins });
    const opener = await card(/^VM .* mongodb-vm/);
    act(() => opener.focus());
    await user.keyboard('{Enter}');
    await button();
    await user.tab();
    expect(screen.getByRole('button', { name: 'Close details' })).toHaveFocus();
    await user.tab();
    expect(await button()).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(copy).toHaveBeenCalledWith('ssh 10.244.2.31');
  });

  it('tells the keyboard and screen readers why it cannot be done', async () => {
    const user = userEvent.setup();
    const copy = jest.spyOn(navigator.clipboard, 'writeText');
    renderPortal({
      plugins,
      query: { selected: mongodb.id },
      api: withFacts(mongodb, {}),
    });
    const reason = 'It has no address as long as it is off';
    expect(await button()).toHaveAttribute('aria-disabled', 'true');
    expect(await button()).toHaveAccessibleDescription(reason);
    screen.getByRole('button', { name: 'Close details' }).focus();
    await user.tab();
    expect(await button()).toHaveFocus();
    expect(await screen.findByRole('tooltip')).toHaveTextContent(reason);
    await user.keyboard('{Enter}');
    await user.click(await button());
    expect(copy).not.toHaveBeenCalled();
  });

  it('tells below it what went wrong, and not at the next node', async () => {
    const user = userEvent.setup();
    renderPortal({
      plugins,
      query: { selected: mongodb.id },
      extensions: [
        {
          'topology-act:runbook/ssh': {
            config: { filter: { category: { $in: ['vm', 'container'] } } },
          },
        },
      ],
    });
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('Write permission denied.'));
    await user.click(await button());
    const group = screen.getByRole('group', { name: 'What can be done' });
    const alert = await within(group).findByRole('alert');
    expect(alert).toHaveTextContent('Copy SSH command: this did not work');
    expect(alert).toHaveTextContent('Write permission denied.');
    const next = await card(/^Deployment web 2/);
    act(() => next.focus());
    await user.keyboard('{Enter}');
    await screen.findByRole('complementary', { name: 'Details of web' });
    expect(await button()).toBeEnabled();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('a badge of another plugin', () => {
  it('is on the card, as a part of its name, and on no other', async () => {
    renderPortal({ plugins, api: single });
    expect(await card(/^Deployment web 1/)).toHaveAccessibleName(
      `Deployment web 1/1 ready isolated reached by Service web, port 80 ${MEANING}`,
    );
    expect(screen.getAllByText('one copy')).toHaveLength(1);
  });

  it('is not there where the node gives no reason', async () => {
    renderPortal({ plugins });
    await card(/^Deployment web 2/);
    expect(screen.queryByText('one copy')).toBeNull();
  });

  it('is in the table', async () => {
    renderPortal({ plugins, api: single, query: { view: 'table' } });
    const badge = await screen.findByText('one copy');
    expect(badge.closest('tr')).toHaveTextContent(
      `Deployment1/1 ready${MEANING}`,
    );
  });

  it('is in what is exported', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:saved';
    };
    URL.revokeObjectURL = () => {};
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation();
    const user = userEvent.setup();
    renderPortal({ plugins, api: single });
    await card(/^Deployment web 1/);
    for (const format of [/CSV/, /SVG/]) {
      await user.click(screen.getByRole('button', { name: 'Export' }));
      await user.click(await screen.findByRole('menuitem', { name: format }));
    }
    await waitFor(() => expect(saved).toHaveLength(2));
    click.mockRestore();
    expect(await saved[0].text()).toContain('1/1 ready,one copy');
    expect(await saved[1].text()).toContain('>one copy</text>');
  });
});

describe('app-config', () => {
  it('says for which nodes an extension is, and which are off', async () => {
    renderPortal({
      plugins,
      query: { selected: web.id },
      api: single,
      extensions: [
        {
          'topology-panel-tab:runbook/steps': {
            config: { filter: { kind: 'VirtualMachine' } },
          },
        },
        {
          'topology-act:runbook/ssh': {
            config: { filter: { 'facts.replicas.desired': 1 } },
          },
        },
        { 'topology-badge:runbook/single': false },
      ],
    });
    const details = within(await panel());
    expect(details.queryByRole('tab', { name: 'Runbook' })).toBeNull();
    expect(
      await details.findByRole('button', { name: 'Copy SSH command' }),
    ).toBeVisible();
    expect(screen.queryByText('one copy')).toBeNull();
  });
});
