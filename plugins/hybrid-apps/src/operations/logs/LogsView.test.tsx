import {
  HybridAppsApi,
  LogRow,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../../__testUtils__';
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
