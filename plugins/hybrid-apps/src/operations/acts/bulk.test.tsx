import {
  ActDone,
  ActOffer,
  HybridAppsApi,
  PerformActRequest,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { act as settled, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../../__testUtils__';
import { mongodb, web, webService } from '../../__testUtils__/inventory';
import { TopologyContent } from '../../topology/TopologyContent';
import { ActsProvider, useActs } from './ActsProvider';
import { bulkOf, inTurns } from './bulk';

const offerOf = (act: string, more: Partial<ActOffer> = {}): ActOffer => ({
  act,
  label: act,
  will: `${act} {{name}}.`,
  danger: 'none',
  possible: true,
  basis: `basis of ${act}`,
  ...more,
});
const impossible = (act: string, why: string) =>
  offerOf(act, { possible: false, why });
const grow = (most: number) =>
  offerOf('grow', {
    input: { type: 'object', properties: { size: { maximum: most } } },
  });

describe('what can be done to several objects', () => {
  const nodes = [mongodb, web, webService];
  const offered = (...acts: ActOffer[][]) =>
    bulkOf(
      nodes,
      new Map(nodes.map(({ id }, index) => [id, acts[index] ?? []])),
    ).map(({ offer, possible, impossible: not }) => [
      offer.act,
      possible.map(({ node }) => node.name),
      not.map(({ node, why }) => [node.name, why]),
    ]);

  it.each<[string, ActOffer[][], unknown[]]>([
    ['nothing where nothing is offered', [], []],
    [
      'what can be done to some, and why not to the others',
      [[offerOf('stop')], [impossible('stop', 'It is off.')], []],
      [
        [
          'stop',
          [mongodb.name],
          [
            [web.name, 'It is off.'],
            [webService.name, undefined],
          ],
        ],
      ],
    ],
    [
      'not what can be done to none',
      [[impossible('stop', 'It is off.')], [impossible('stop', 'So is it.')]],
      [],
    ],
    [
      'not what asks for the name of its object',
      [[offerOf('erase', { danger: 'asksName' })]],
      [],
    ],
    ['not what takes another input of each', [[grow(1)], [grow(2)]], []],
    [
      'what takes the same of all',
      [[grow(1)], [grow(1)]],
      [['grow', [mongodb.name, web.name], [[webService.name, undefined]]]],
    ],
  ])('is %s', (_, acts, expected) => {
    expect(offered(...acts)).toEqual(expected);
  });
});

it('is done to some at a time', async () => {
  let running = 0;
  let most = 0;
  const done: number[] = [];
  await inTurns([1, 2, 3, 4, 5], 2, async item => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    done.push(item);
  });
  expect(most).toBe(2);
  expect(done.sort()).toEqual([1, 2, 3, 4, 5]);
});

const doneOf = (
  { id, act, object }: PerformActRequest,
  state: ActDone['state'],
  message?: string,
): ActDone => ({
  id,
  act,
  object,
  askedBy: 'user:default/ann',
  state,
  ...(message && { message }),
  askedAt: '2026-11-20T12:00:00Z',
  until: '2026-11-20T12:05:00Z',
});

const OFFERS: Record<string, ActOffer[]> = {
  [mongodb.id]: [offerOf('refresh'), offerOf('vm-stop', { danger: 'asks' })],
  [web.id]: [offerOf('refresh')],
  [webService.id]: [impossible('refresh', 'It is being deleted.')],
};

describe('in the table', () => {
  const requests: PerformActRequest[] = [];
  const api: Partial<HybridAppsApi> = {
    queryActs: async (_, ids) => ({
      items: ids.map(id => ({
        object: { id, apiVersion: 'v1', kind: 'Any', name: 'x' },
        acts: OFFERS[id] ?? [],
      })),
    }),
    performAct: async (_, request) => {
      requests.push(request);
      return request.object === web.id
        ? doneOf(request, 'failed', 'The cluster refused it.')
        : doneOf(request, 'done');
    },
  };
  beforeEach(() => {
    requests.length = 0;
  });
  const open = async () => {
    renderTab(<TopologyContent />, { query: { view: 'table' }, api });
    await screen.findByRole('grid', { name: 'Components' });
  };
  const box = (name: string) => screen.getByRole('checkbox', { name });
  const bar = () =>
    screen.findByRole('group', { name: 'Acts on what is chosen' });

  it('is confirmed once for all, by their names, and told for each how it went', async () => {
    const user = userEvent.setup();
    await open();
    expect(screen.queryByRole('group', { name: /^Acts on/ })).toBeNull();
    await user.click(box('Choose VM mongodb-vm'));
    await user.click(box('Choose Deployment web'));
    await user.click(box('Choose Service web'));
    expect(await bar()).toHaveTextContent('3 chosen');
    expect(screen.queryByRole('complementary')).toBeNull();
    const button = await within(await bar()).findByRole('button', {
      name: 'refresh (2 of 3)',
    });
    expect(
      within(await bar()).getByRole('button', { name: 'Stop (1 of 3)' }),
    ).toBeVisible();
    await user.click(button);
    const dialog = await screen.findByRole('dialog', {
      name: 'refresh: 2 objects',
    });
    const listed = (name: string) =>
      within(within(dialog).getByRole('list', { name }))
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent)
        .sort();
    expect(listed('It is done to')).toEqual([
      'Deployment web',
      'VM mongodb-vm',
    ]);
    expect(listed('Not to')).toEqual(['Service web: It is being deleted.']);
    expect(requests).toEqual([]);
    expect(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    ).toHaveFocus();
    await user.tab();
    await user.keyboard('{Enter}');
    expect(await screen.findByText('refresh: done on 1 of 2')).toBeVisible();
    const results = screen.getByRole('list', { name: 'refresh' });
    expect(
      within(results)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent)
        .sort(),
    ).toEqual([
      'mongodb-vm: refresh of mongodb-vm: done.',
      'web: It failedThe cluster refused it.',
    ]);
    expect(new Set(requests.map(({ object }) => object))).toEqual(
      new Set([mongodb.id, web.id]),
    );
    expect(new Set(requests.map(({ id }) => id)).size).toBe(2);
    expect(button).toHaveFocus();
    await user.click(
      screen.getByRole('button', { name: 'Hide what became of refresh' }),
    );
    expect(screen.queryByRole('list', { name: 'refresh' })).toBeNull();
  });

  it('is chosen and left by the keyboard alone', async () => {
    const user = userEvent.setup();
    await open();
    const row = screen.getByRole('rowheader', { name: 'mongodb-vm' });
    settled(() => row.closest('tr')!.focus());
    await user.keyboard('{Shift>} {/Shift}');
    expect(box('Choose VM mongodb-vm')).toBeChecked();
    expect(screen.queryByRole('complementary')).toBeNull();
    await user.tab();
    expect(box('Choose VM mongodb-vm')).toHaveFocus();
    await user.keyboard(' ');
    expect(box('Choose VM mongodb-vm')).not.toBeChecked();
    settled(() => row.closest('tr')!.focus());
    await user.keyboard('{Control>}a{/Control}');
    expect(box('Choose all components')).toBeChecked();
    const all = screen.getAllByRole('checkbox', { name: /^Choose (?!all)/ });
    expect(await bar()).toHaveTextContent(`${all.length} chosen`);
    await user.click(
      within(await bar()).getByRole('button', { name: 'Choose none' }),
    );
    expect(screen.queryByRole('group', { name: /^Acts on/ })).toBeNull();
  });

  it('is told in one message where the table is not looked at', async () => {
    const user = userEvent.setup();
    function Asks() {
      const acts = useActs();
      const targets = [mongodb, web].map(node => ({
        node,
        offer: offerOf('refresh'),
      }));
      return (
        <button
          type="button"
          onClick={() => acts?.actOnAll(targets, undefined)}
        >
          Ask
        </button>
      );
    }
    renderTab(
      <ActsProvider revision="1" shown={undefined}>
        <Asks />
      </ActsProvider>,
      { api },
    );
    await user.click(await screen.findByRole('button', { name: 'Ask' }));
    expect(
      await screen.findByText('refresh: done on 1 of 2'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/cluster refused it/)).toBeNull();
  });
});
