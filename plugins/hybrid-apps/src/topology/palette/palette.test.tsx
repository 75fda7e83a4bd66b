import {
  ActDone,
  ActOffer,
  HybridAppsApi,
  PerformActRequest,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  act as settled,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../../__testUtils__';
import { mongodb } from '../../__testUtils__/inventory';
import { TopologyContent } from '../TopologyContent';

const offerOf = (act: string, more: Partial<ActOffer> = {}): ActOffer => ({
  act,
  label: act,
  will: '',
  danger: 'none',
  possible: true,
  basis: `basis of ${act}`,
  ...more,
});

describe('the palette', () => {
  const requests: PerformActRequest[] = [];
  const api: Partial<HybridAppsApi> = {
    queryActs: async (_, ids) => ({
      items: ids.map(id => ({
        object: { id, apiVersion: 'v1', kind: 'Any', name: 'x' },
        acts:
          id === mongodb.id
            ? [
                offerOf('vm-start', { possible: false, why: 'It runs.' }),
                offerOf('vm-stop', { danger: 'asks' }),
              ]
            : [],
      })),
    }),
    performAct: async (_, request): Promise<ActDone> => {
      requests.push(request);
      return {
        id: request.id,
        act: request.act,
        object: request.object,
        askedBy: 'user:default/ann',
        state: 'done',
        askedAt: '2026-11-20T12:00:00Z',
        until: '2026-11-20T12:05:00Z',
      };
    },
  };
  beforeEach(() => {
    requests.length = 0;
  });
  const open = async () => {
    const tab = renderTab(<TopologyContent />, {
      query: { view: 'table' },
      api,
    });
    await screen.findByRole('grid', { name: 'Components' });
    return tab;
  };
  const dialog = () => screen.findByRole('dialog', { name: 'Go to, or act' });
  const field = () =>
    screen.findByRole('combobox', { name: /^Name a component/ });
  const button = () => screen.getByRole('button', { name: 'Go to, or act' });
  /** What Enter would choose. */
  const active = async () =>
    document.getElementById(
      (await field()).getAttribute('aria-activedescendant') ?? '',
    );

  it('opens by its key, goes to what is named, and gives the focus back', async () => {
    const user = userEvent.setup();
    const tab = await open();
    await user.keyboard('{Control>}k{/Control}');
    await dialog();
    expect(await field()).toHaveFocus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(button()).toHaveFocus();
    await user.keyboard('{Meta>}k{/Meta}');
    await user.type(await field(), 'vm mongo');
    expect(await active()).toHaveTextContent(/^Go to VM mongodb-vm/);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(tab.param('selected')).toBe(mongodb.id));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('acts on what is named, and asks back as its button would', async () => {
    const user = userEvent.setup();
    await open();
    await user.click(button());
    await user.type(await field(), 'mongodb-vm sto');
    await waitFor(async () =>
      expect(await active()).toHaveTextContent('Stop: VM mongodb-vm'),
    );
    await user.keyboard('{Enter}');
    const asks = await screen.findByRole('dialog', {
      name: 'Stop: mongodb-vm',
    });
    expect(requests).toEqual([]);
    await user.click(within(asks).getByRole('button', { name: 'Stop' }));
    await waitFor(() =>
      expect(requests).toMatchObject([{ act: 'vm-stop', object: mongodb.id }]),
    );
    await waitFor(() => expect(button()).toHaveFocus());
  });

  it('says what is not possible and why, and does nothing then', async () => {
    const user = userEvent.setup();
    await open();
    await user.click(button());
    await user.type(await field(), 'start mongodb-vm');
    const option = await screen.findByRole('option', {
      name: 'Start: VM mongodb-vm, not possible: It runs.',
    });
    expect(option).toHaveAttribute('aria-disabled', 'true');
    await user.keyboard('{Enter}');
    expect(await dialog()).toBeVisible();
    expect(requests).toEqual([]);
  });

  it('is gone through by arrow keys, around its ends, and tells how many there are', async () => {
    const user = userEvent.setup();
    await open();
    await user.click(button());
    const options = within(await dialog()).getAllByRole('option');
    expect(await active()).toBe(options[0]);
    await user.keyboard('{ArrowUp}');
    expect(await active()).toBe(options.at(-1));
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(await active()).toBe(options[1]);
    expect(options[1]).toHaveAttribute('aria-selected', 'true');
    expect(within(await dialog()).getByRole('status')).toHaveTextContent(
      `${options.length} found`,
    );
    await user.type(await field(), 'nothing is called so');
    expect(within(await dialog()).getByRole('status')).toHaveTextContent(
      '0 found',
    );
    await user.keyboard('{Enter}');
    expect(await dialog()).toBeVisible();
  });

  it('leaves its key to a field that one writes in, and to whoever took it', async () => {
    const user = userEvent.setup();
    await open();
    await user.click(screen.getByRole('searchbox'));
    await user.keyboard('{Control>}k{/Control}');
    expect(screen.queryByRole('dialog')).toBeNull();
    settled(() => button().focus());
    const search = (event: KeyboardEvent) => event.preventDefault();
    document.addEventListener('keydown', search);
    try {
      await user.keyboard('{Control>}k{/Control}');
      expect(screen.queryByRole('dialog')).toBeNull();
    } finally {
      document.removeEventListener('keydown', search);
    }
    await user.keyboard('{Control>}k{/Control}');
    expect(await dialog()).toBeVisible();
  });
});
