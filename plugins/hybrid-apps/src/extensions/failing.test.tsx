import {
  createFrontendPlugin,
  ExtensionDefinition,
} from '@backstage/frontend-plugin-api';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { runbookPlugin } from '../../dev/example/plugin';
import { inventoryTopology, mongodb } from '../__testUtils__/inventory';
import { renderPortal } from '../__testUtils__/renderPortal';
import {
  TopologyActBlueprint,
  TopologyBadgeBlueprint,
  TopologyPanelTabBlueprint,
} from '.';

const fails = (): never => {
  throw new Error('Out of order.');
};

const besides = (...extensions: ExtensionDefinition[]) => [
  createFrontendPlugin({ pluginId: 'failing', extensions }),
  runbookPlugin,
];

const card = (name: RegExp) => screen.findByRole('button', { name });
const panel = () => screen.findByRole('complementary');

/** What one is told of an extension that failed. */
async function failureOf(id: string) {
  const title = await screen.findByText(`The extension ${id} failed`);
  return title.closest('[role="status"]');
}

/** All that has nothing to do with what failed. */
async function restStands() {
  expect(await card(/^VM .* mongodb-vm Running/)).toBeVisible();
  expect(await card(/^Deployment web 2/)).toBeVisible();
  const details = within(await panel());
  expect(details.getByRole('tab', { name: 'Runbook' })).toBeVisible();
  expect(details.getByText(/Debian GNU\/Linux 12 \(bookworm\)/)).toBeVisible();
  expect(
    details.getByRole('button', { name: 'Copy SSH command' }),
  ).toBeVisible();
}

beforeEach(() => {
  window.localStorage.clear();
  // React tells of each error that it contains.
  jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

describe('an extension that fails costs no more than itself', () => {
  const selected = { selected: mongodb.id };

  it.each([
    [
      'topology-panel-tab:failing/it',
      TopologyPanelTabBlueprint.make({
        name: 'it',
        params: {
          title: 'Failing',
          filter: fails,
          loader: async () => () => <>content</>,
        },
      }),
    ],
    [
      'topology-act:failing/it',
      TopologyActBlueprint.make({
        name: 'it',
        params: {
          filter: fails,
          useProps: () => ({ label: 'Failing', href: '/' }),
        },
      }),
    ],
    [
      'topology-badge:failing/it',
      TopologyBadgeBlueprint.make({
        name: 'it',
        params: { filter: fails, badge: () => ({ text: 'failing' }) },
      }),
    ],
  ])('where the predicate of %s throws', async (id, extension) => {
    renderPortal({ plugins: besides(extension), query: selected });
    const told = await failureOf(id);
    expect(told).toHaveTextContent('Out of order.');
    expect(told).toHaveTextContent('app.extensions');
    expect(screen.queryByText(/^failing$/i)).toBeNull();
    await restStands();
  });

  it('where the content of a tab throws', async () => {
    const user = userEvent.setup();
    const tab = TopologyPanelTabBlueprint.make({
      name: 'it',
      params: { title: 'Failing', loader: async () => fails },
    });
    renderPortal({ plugins: besides(tab), query: selected });
    await restStands();
    await user.click(screen.getByRole('tab', { name: 'Failing' }));
    expect(await screen.findByText('Out of order.')).toBeVisible();
    expect(screen.getByRole('tabpanel')).toHaveTextContent('Error in failing');
    await user.click(screen.getByRole('tab', { name: 'Overview' }));
    await restStands();
  });

  it('where a tab cannot be loaded', async () => {
    const user = userEvent.setup();
    const tab = TopologyPanelTabBlueprint.make({
      name: 'it',
      params: {
        title: 'Failing',
        loader: () => Promise.reject(new Error('Loading chunk 7 failed.')),
      },
    });
    renderPortal({ plugins: besides(tab), query: selected });
    await user.click(await screen.findByRole('tab', { name: 'Failing' }));
    expect(await screen.findByText('Loading chunk 7 failed.')).toBeVisible();
    await user.click(screen.getByRole('tab', { name: 'Overview' }));
    await restStands();
  });

  it('where the hook of an act throws', async () => {
    const broken = TopologyActBlueprint.make({
      name: 'it',
      params: { useProps: fails },
    });
    renderPortal({ plugins: besides(broken), query: selected });
    expect(await failureOf('topology-act:failing/it')).toHaveTextContent(
      'Out of order.',
    );
    await restStands();
  });

  it('where an act throws at once', async () => {
    const user = userEvent.setup();
    const broken = TopologyActBlueprint.make({
      name: 'it',
      params: { useProps: () => ({ label: 'Fail', onSelect: fails }) },
    });
    renderPortal({ plugins: besides(broken), query: selected });
    await user.click(await screen.findByRole('button', { name: 'Fail' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Fail: this did not work.*Out of order\./,
    );
    await restStands();
  });

  it('where a badge throws for one node, and is there for the others', async () => {
    const badge = TopologyBadgeBlueprint.make({
      name: 'it',
      params: {
        filter: { category: { $in: ['vm', 'container'] } },
        badge: ({ id }) => (id === mongodb.id ? fails() : { text: 'seen' }),
      },
    });
    renderPortal({ plugins: besides(badge), query: selected });
    expect(await failureOf('topology-badge:failing/it')).toHaveTextContent(
      'Out of order.',
    );
    expect(await card(/^Deployment web 2.* seen$/)).toBeVisible();
    await restStands();
  });

  it.each(['graph', 'table'])(
    'where a badge cannot be drawn, in the %s',
    async view => {
      const Broken = (): JSX.Element => fails();
      const badge = TopologyBadgeBlueprint.make({
        name: 'it',
        params: {
          filter: { category: 'container' },
          badge: () => ({ text: 'seen', icon: <Broken /> }),
        },
      });
      renderPortal({ plugins: besides(badge), query: { view } });
      expect(
        await screen.findByText(
          'The extension topology-badge:failing/it failed',
        ),
      ).toBeInTheDocument();
      expect(await screen.findByText('mongodb-vm')).toBeVisible();
      expect(screen.getByText('2/2 ready')).toBeVisible();
    },
  );
});

describe('a badge', () => {
  it('is asked for once per node, as long as the app stays as it is', async () => {
    const user = userEvent.setup();
    const asked: string[] = [];
    const badge = TopologyBadgeBlueprint.make({
      name: 'it',
      params: {
        badge: ({ id }) => {
          asked.push(id);
          return { text: 'seen' };
        },
      },
    });
    renderPortal({ plugins: besides(badge) });
    const opener = await card(/^VM .* mongodb-vm Running/);
    act(() => opener.focus());
    await user.keyboard('{Enter}');
    await panel();
    await user.click(screen.getByRole('button', { name: /Show$/ }));
    await user.click(screen.getByRole('option', { name: 'Policies' }));
    await user.keyboard('{Escape}');
    await user.type(screen.getByRole('searchbox'), 'web');
    expect(asked.sort()).toEqual(
      inventoryTopology.nodes.map(({ id }) => id).sort(),
    );
  });
});
