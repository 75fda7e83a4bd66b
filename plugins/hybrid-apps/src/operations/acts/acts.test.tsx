import { ResponseError } from '@backstage/errors';
import { ActDone } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  act as settled,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import { renderTab } from '../../__testUtils__';
import { inventoryTopology, mongodb, web } from '../../__testUtils__/inventory';
import { TopologyContent } from '../../topology/TopologyContent';
import { backend, doneOf, offerOf, open, setup } from './__testUtils__/backend';

const start = offerOf('vm-start', { possible: false, why: 'It runs already.' });
const stop = offerOf('vm-stop', { danger: 'asks' });
const pause = offerOf('vm-pause');
const scale = offerOf('workload-scale', {
  danger: 'asks',
  input: {
    type: 'object',
    properties: {
      replicas: { type: 'integer', minimum: 0, maximum: 9, default: 2 },
    },
    required: ['replicas'],
  },
});
const erase = offerOf('erase', {
  label: 'Erase',
  will: 'Erases {{name}}.',
  danger: 'asksName',
});

/** What a call rejects with that the backend refused. */
const refusal = (status: number, message: string) =>
  ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'AnyError', message },
        response: { statusCode: status },
      }),
      { status, headers: { 'content-type': 'application/json' } },
    ),
  );

const menuButton = (name = 'mongodb-vm') =>
  screen.findByRole('button', { name: `Act on ${name}` });
/** What is told of an act in the panel. */
const line = (panel: HTMLElement) =>
  within(panel)
    .getAllByRole('status')
    .find(one => within(one).queryByRole('button', { name: /^Hide what/ }));

describe('the acts on a component', () => {
  it('are in a menu, with what is not possible and why, by the keyboard alone', async () => {
    const user = setup();
    const { api, requests } = backend([start, stop, pause]);
    await open(api);
    const button = await menuButton();
    // The main act is the first that is possible.
    expect(await screen.findByRole('button', { name: 'Stop' })).toBeVisible();
    settled(() => button.focus());
    await user.keyboard('{Enter}');
    const impossible = await screen.findByRole('menuitem', {
      name: 'Start, not possible: It runs already.',
    });
    expect(impossible).toHaveAttribute('aria-disabled', 'true');
    await waitFor(() => expect(impossible).toHaveFocus());
    await user.keyboard('{Enter}');
    expect(impossible).toBeVisible();
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('menuitem', { name: 'Stop' })).toHaveFocus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(button).toHaveFocus());
    expect(requests).toEqual([]);
  });

  it('say while they are asked for, and that there are none', async () => {
    const user = setup();
    let answer = (_: { items: [] }) => {};
    await open({
      queryActs: () =>
        new Promise(resolve => {
          answer = resolve;
        }),
    });
    await user.click(await menuButton());
    const asking = await screen.findByRole('menuitem', {
      name: /^Asking what/,
    });
    expect(asking).toHaveAttribute('aria-disabled', 'true');
    answer({ items: [] });
    expect(
      await screen.findByRole('menuitem', { name: /^Nothing can be done/ }),
    ).toBeVisible();
  });

  it('say why they could not be asked for, and are asked for again', async () => {
    const user = setup();
    const { api, queryActs } = backend([pause]);
    queryActs.mockRejectedValueOnce(new Error('No database.'));
    await open(api);
    await user.click(await menuButton());
    await user.click(
      await screen.findByRole('menuitem', {
        name: /could not be asked .* No database\. Try again/,
      }),
    );
    expect(
      await screen.findByRole('menuitem', { name: 'Pause' }),
    ).toBeVisible();
  });

  it('are asked for again when the topology changed', async () => {
    let revision = '1';
    const { api, queryActs } = backend([pause]);
    const { tab } = await open({
      ...api,
      getTopology: async () => ({ value: { ...inventoryTopology, revision } }),
    });
    await screen.findByRole('button', { name: 'Pause' });
    expect(queryActs).toHaveBeenCalledTimes(1);
    revision = '2';
    tab.signal({ entityRef: 'system:default/inventory', revision });
    await waitFor(() => expect(queryActs).toHaveBeenCalledTimes(2));
  });

  it('are asked for again when an act came about, whether the topology shows it or not', async () => {
    const user = setup();
    const { api, queryActs } = backend([pause]);
    await open(api);
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(queryActs).toHaveBeenCalledTimes(2));
  });

  it('are in the menu of its card, too, and give the focus back to the card', async () => {
    const user = setup();
    const { api } = backend([start, stop]);
    renderTab(<TopologyContent />, { api });
    const card = await screen.findByRole('button', {
      name: /^VM · 2 vCPU · 4 GiB mongodb-vm/,
    });
    await user.pointer({ keys: '[MouseRight]', target: card });
    expect(
      await screen.findByRole('menuitem', { name: /^Start, not possible/ }),
    ).toBeVisible();
    await user.click(screen.getByRole('menuitem', { name: 'Stop' }));
    const cancel = await screen.findByRole('button', { name: 'Cancel' });
    await user.click(cancel);
    await waitFor(() => expect(card).toHaveFocus());
  });
});

describe('an act', () => {
  it('without danger is done at once, and followed until it ended', async () => {
    const user = setup();
    const { api, requests } = backend([pause]);
    const { panel } = await open(api);
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    await waitFor(() =>
      expect(line(panel)).toHaveTextContent('Pause: The cluster does it …'),
    );
    expect(requests).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        act: 'vm-pause',
        object: mongodb.id,
        basis: 'basis of vm-pause',
      },
    ]);
    await waitFor(() =>
      expect(line(panel)).toHaveTextContent('Pause: mongodb-vm is paused.'),
    );
    await user.click(
      screen.getByRole('button', { name: 'Hide what became of Pause' }),
    );
    expect(line(panel)).toBeUndefined();
  });

  it('is done once where its button is pressed twice', async () => {
    const user = setup();
    const { api, requests } = backend([pause]);
    const { panel } = await open(api);
    await user.dblClick(await screen.findByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(line(panel)).toBeDefined());
    expect(requests).toHaveLength(1);
  });

  it('with danger says first what it will do; Esc leaves it, and the panel open', async () => {
    const user = setup();
    const { api, requests } = backend([stop]);
    const { tab } = await open(api);
    const main = await screen.findByRole('button', { name: 'Stop' });
    settled(() => main.focus());
    await user.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', {
      name: 'Stop: mongodb-vm',
    });
    expect(dialog).toHaveTextContent('Asks the guest of mongodb-vm to shut');
    expect(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    ).toHaveFocus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(main).toHaveFocus());
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(tab.param('selected')).toBe(mongodb.id);
    expect(requests).toEqual([]);
    await user.keyboard('{Enter}');
    await screen.findByRole('dialog');
    await user.tab();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(requests).toMatchObject([{ act: 'vm-stop' }]));
    await waitFor(() => expect(main).toHaveFocus());
  });

  it('asks for what it takes, with what is so now', async () => {
    const user = setup();
    const { api, requests } = backend([scale]);
    await open(api, web);
    await user.click(await screen.findByRole('button', { name: 'Scale' }));
    const field = await screen.findByRole('textbox', { name: 'Replicas' });
    expect(field).toHaveValue('2');
    await user.clear(field);
    await user.type(field, '5');
    await user.click(
      within(screen.getByRole('dialog')).getByRole('button', { name: 'Scale' }),
    );
    await waitFor(() =>
      expect(requests).toMatchObject([{ input: { replicas: 5 } }]),
    );
  });

  it('of the most danger wants the name written', async () => {
    const user = setup();
    const { api, requests } = backend([erase]);
    await open(api);
    await user.click(await menuButton());
    await user.click(await screen.findByRole('menuitem', { name: 'Erase' }));
    const dialog = await screen.findByRole('dialog', {
      name: 'Erase: mongodb-vm',
    });
    expect(dialog).toHaveTextContent('Erases mongodb-vm.');
    const confirm = within(dialog).getByRole('button', { name: 'Erase' });
    const field = within(dialog).getByRole('textbox', {
      name: /^Write its name/,
    });
    expect(confirm).toBeDisabled();
    await user.type(field, 'mongodb{Enter}');
    expect(requests).toEqual([]);
    await user.type(field, '-vm');
    await user.click(confirm);
    await waitFor(() => expect(requests).toHaveLength(1));
  });

  it('is told how it ended also where its panel was closed', async () => {
    const user = setup();
    const { api } = backend([pause]);
    let state: ActDone['state'] = 'taken';
    const { panel, tab } = await open({
      ...api,
      listActs: async (_, { act = '' } = {}) => ({
        items: [
          doneOf({ id: act, act: 'vm-pause', object: mongodb.id }, state),
        ],
      }),
    });
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(line(panel)).toHaveTextContent(/does it/));
    await user.click(screen.getByRole('button', { name: 'Close details' }));
    expect(tab.param('selected')).toBeNull();
    state = 'done';
    expect(
      await screen.findByText('mongodb-vm is paused.'),
    ).toBeInTheDocument();
  });

  it.each<[string, ActDone['state'], string]>([
    ['failed', 'failed', 'Pause: It failed'],
    ['is late', 'late', 'Pause: It takes longer than it should'],
    ['is unknown', 'unknown', 'Pause: What became of it is not known'],
  ])('that %s says so, and why', async (_, state, words) => {
    const user = setup();
    const { panel } = await open(
      backend([pause], {
        performAct: async (_app, request) =>
          doneOf(request, state, 'The reason of it.'),
      }).api,
    );
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    await waitFor(() => expect(line(panel)).toHaveTextContent(words));
    expect(line(panel)).toHaveTextContent('The reason of it.');
  });

  it('that is refused says why, and what can be done is asked again', async () => {
    const user = setup();
    const { api, queryActs } = backend([pause]);
    const { panel } = await open({
      ...api,
      performAct: async () => {
        throw await refusal(409, 'It is not as it was.');
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    await waitFor(() =>
      expect(line(panel)).toHaveTextContent(
        'Pause: Nothing was doneIt is not as it was.',
      ),
    );
    await waitFor(() => expect(queryActs).toHaveBeenCalledTimes(2));
  });

  it('that is not allowed says which right is lacked', async () => {
    const user = setup();
    const { panel } = await open(
      backend([pause], {
        performAct: async () => {
          throw await refusal(403, 'You lack a right.');
        },
      }).api,
    );
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    await waitFor(() =>
      expect(line(panel)).toHaveTextContent('You lack a right.'),
    );
  });

  it('whose answer is lost twice is not known, and has one id', async () => {
    const user = setup();
    const ids: string[] = [];
    const { panel } = await open(
      backend([pause], {
        performAct: async (_, { id }) => {
          ids.push(id);
          throw new TypeError('Failed to fetch');
        },
      }).api,
    );
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    await waitFor(() =>
      expect(line(panel)).toHaveTextContent(/not known.*did not answer, twice/),
    );
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
});
