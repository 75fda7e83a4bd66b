import {
  HybridAppsApi,
  LogRow,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../../__testUtils__';
import { MOST_LINES } from './buffer';
import { NodeLogs } from './NodeLogs';

const ID = 'onprem/inventory/apps/Deployment/web';

const sources = (...pods: string[]): LogRow => ({
  event: 'sources',
  sources: pods.map(pod => ({
    pod,
    container: 'web',
    containers: ['web', 'sidecar'],
  })),
  leftOut: 0,
});
const line = (pod: string, second: number, text: string): LogRow => ({
  pod,
  container: 'web',
  at: `2026-01-01T00:00:0${second}.000000000Z`,
  text,
});
const CLOSED: LogRow = { event: 'closed', reason: 'complete' };

/** An API whose streams tell these rows, one stream after the other. */
function telling(...streams: LogRow[][]) {
  const asked: object[] = [];
  const readLogs: HybridAppsApi['readLogs'] = async (_, query) => {
    asked.push(query);
    const rows = streams[asked.length - 1] ?? [];
    return (async function* told() {
      yield rows;
    })();
  };
  return { asked, readLogs };
}

const show = (
  readLogs: HybridAppsApi['readLogs'],
  query: Record<string, string> = {},
) => renderTab(<NodeLogs id={ID} name="web" />, { query, api: { readLogs } });

const box = () => screen.findByRole('log', { name: 'Logs of web' });
const texts = async () =>
  [...(await box()).querySelectorAll('[data-index]')].map(
    row => row.textContent,
  );

describe('the logs of a component', () => {
  it('are one list by time, in which a letter tells Pods apart', async () => {
    const { readLogs } = telling([
      sources('web-1', 'web-2'),
      line('web-1', 3, 'third'),
      line('web-1', 1, 'first'),
      line('web-2', 2, '\u001b[31msecond\u001b[0m <b>'),
      { event: 'failed', pod: 'web-2', container: 'web', message: 'is away' },
      CLOSED,
    ]);
    show(readLogs);
    await waitFor(async () =>
      expect(await texts()).toEqual([
        'A00:00:01.000first',
        'B00:00:02.000second <b>',
        'A00:00:03.000third',
      ]),
    );
    expect(screen.getByText('second')).toHaveAttribute('data-colour', 'red');
    const pods = within(screen.getByRole('list', { name: 'Pods' }));
    expect(pods.getByText(/web-2: not read: is away/)).toBeVisible();
    expect(screen.getByText('All of it was read.')).toBeVisible();
    expect(await box()).toHaveAttribute('aria-live', 'off');
  });

  it('go on where the time of one request is over, and tell nothing twice', async () => {
    const { asked, readLogs } = telling(
      [
        sources('web-1'),
        line('web-1', 1, 'one'),
        { event: 'closed', reason: 'time' },
      ],
      [
        sources('web-1'),
        line('web-1', 1, 'one'),
        line('web-1', 2, 'two'),
        CLOSED,
      ],
    );
    show(readLogs);
    await waitFor(async () =>
      expect(await texts()).toEqual(['00:00:01.000one', '00:00:02.000two']),
    );
    expect(asked).toMatchObject([
      { id: ID, follow: true, tail: 1_000 },
      { from: '2026-01-01T00:00:01.000000000Z' },
    ]);
  });

  it('are filtered, searched and folded out as the address and keys say', async () => {
    const { readLogs } = telling([
      sources('web-1'),
      line('web-1', 1, 'GET /cart'),
      line('web-1', 2, 'POST /user'),
      line('web-1', 3, '{"path":"/cart"}'),
      CLOSED,
    ]);
    show(readLogs, { logFilter: 'cart' });
    await waitFor(async () => expect(await texts()).toHaveLength(2));
    await userEvent.click(
      screen.getByRole('button', { name: 'Fold out JSON' }),
    );
    expect((await texts())[1]).toContain('"path": "/cart"');
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Find' }),
      'cart{Enter}',
    );
    expect(await screen.findByText('1 of 2 matches')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Next match' }));
    expect(await screen.findByText('2 of 2 matches')).toBeVisible();
  });

  /** An API whose stream tells what the test feeds it. */
  function fed() {
    const gate = { open: () => {} };
    const waiting: LogRow[][] = [];
    const more = () =>
      new Promise<void>(resolve => {
        gate.open = resolve;
      });
    const readLogs: HybridAppsApi['readLogs'] = async (_, __, options) =>
      (async function* told() {
        while (!options?.signal?.aborted) {
          const rows = waiting.shift();
          if (rows) {
            yield rows;
          } else {
            await more();
          }
        }
      })();
    return {
      readLogs,
      feed: (...rows: LogRow[]) =>
        act(async () => {
          waiting.push(rows);
          gate.open();
        }),
    };
  }
  const many = (from: number, count: number): LogRow[] =>
    Array.from({ length: count }, (_, index) => ({
      pod: 'web-1',
      container: 'web',
      text: `line ${from + index}`,
    }));

  it('draw of many lines that come the last ones alone', async () => {
    const { readLogs, feed } = fed();
    show(readLogs);
    await feed(sources('web-1'), ...many(1, 5_000));
    await screen.findByText('line 5000');
    const drawn = (await texts()).length;
    expect(drawn).toBeLessThan(100);
    await feed(...many(5_001, 5_000));
    await screen.findByText('line 10000');
    expect((await texts()).length).toBe(drawn);
    expect((await texts()).at(-1)).toBe('line 10000');
  });

  it('stay as they are where one pauses, and go on with all that came', async () => {
    const { readLogs, feed } = fed();
    show(readLogs);
    await feed(sources('web-1'), ...many(1, 3));
    await screen.findByText('line 3');
    const button = screen.getByRole('button', { name: 'Pause' });
    await userEvent.click(button);
    expect(button).toHaveAttribute('aria-pressed', 'true');
    await feed(...many(4, 2));
    const goOn = await screen.findByRole('button', {
      name: 'Go on, 2 new lines',
    });
    expect(await texts()).toEqual(['line 1', 'line 2', 'line 3']);
    await userEvent.click(goOn);
    expect(await texts()).toHaveLength(5);
    expect(button).toHaveAttribute('aria-pressed', 'false');
  });

  it('tell how many of those that came meanwhile are no longer held', async () => {
    const { readLogs, feed } = fed();
    show(readLogs);
    await feed(sources('web-1'), ...many(1, 3));
    await screen.findByText('line 3');
    await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
    await feed(...many(4, MOST_LINES + 7));
    expect(
      await screen.findByText(/7 of them are no longer held/),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: /^Go on, 50,?007 new lines$/ }),
    ).toBeVisible();
  });

  it.each([
    [/shown$/, 'line 2\n'],
    [/held$/, 'line 1\nline 2\nline 3\n'],
  ])('are saved: %s', async (name, text) => {
    const saved: Blob[] = [];
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:saved';
    };
    URL.revokeObjectURL = () => {};
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation();
    const { readLogs } = telling([sources('web-1'), ...many(1, 3), CLOSED]);
    show(readLogs, { logFilter: '2' });
    await screen.findByText('line 2');
    await userEvent.click(screen.getByRole('button', { name: 'Download' }));
    await userEvent.click(await screen.findByRole('menuitem', { name }));
    expect(saved).toHaveLength(1);
    click.mockRestore();
    expect(await saved[0].text()).toBe(text);
  });

  it('are of the container that is chosen, each one’s own at first', async () => {
    const { asked, readLogs } = telling(
      [sources('web-1'), CLOSED],
      [sources('web-1'), CLOSED],
    );
    show(readLogs);
    await userEvent.click(
      await screen.findByRole('button', { name: /Each one’s own/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'sidecar' }),
    );
    await waitFor(() => expect(asked).toHaveLength(2));
    expect(asked).toMatchObject([
      { container: undefined },
      { container: 'sidecar' },
    ]);
  });

  it('are read aloud when they are asked for', async () => {
    const { readLogs } = telling([
      sources('web-1'),
      line('web-1', 1, 'said once'),
      CLOSED,
    ]);
    show(readLogs);
    await box();
    const button = screen.getByRole('button', { name: 'Read new lines aloud' });
    await userEvent.click(button);
    expect(screen.getAllByText('said once')).toHaveLength(2);
    await userEvent.click(button);
    expect(screen.getByText('No new lines')).toBeInTheDocument();
  });

  it.each([
    [
      'nothing was written',
      [sources('web-1'), CLOSED],
      {},
      'Nothing was written',
    ],
    [
      'nothing since',
      [sources('web-1'), CLOSED],
      { logSince: '300' },
      /^Nothing was written since /,
    ],
    ['there are no Pods', [sources(), CLOSED], {}, 'It has no Pods now'],
    ['they broke off', [sources('web-1')], {}, 'The logs broke off'],
    [
      'the component went',
      [sources('web-1'), { event: 'closed', reason: 'gone' }],
      {},
      /^The component is no more/,
    ],
  ] as Array<[string, LogRow[], Record<string, string>, string | RegExp]>)(
    'say that %s',
    async (_, rows, query, says) => {
      show(telling(rows).readLogs, query);
      expect(await screen.findByText(says)).toBeVisible();
    },
  );

  it('say why they may not be read', async () => {
    const error = Object.assign(
      new Error("You lack 'hybrid-apps.app.console'"),
      {
        name: 'NotAllowedError',
      },
    );
    show(async () => {
      throw error;
    });
    expect(await screen.findByText(error.message)).toBeVisible();
  });
});
