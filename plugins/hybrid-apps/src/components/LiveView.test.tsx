import { renderInTestApp } from '@backstage/frontend-test-utils';
import { createHybridAppsClient } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { fixtureApi, renderTab } from '../__testUtils__';
import { declared } from '../__testUtils__/contrast';
import { FIRST_SILENCE_MS, SILENCE_MS } from '../api/pulse';
import { OverviewCard } from '../overview';
import { entityRouteRef, modernizationRouteRef } from '../routes';
import { LiveView } from './LiveView';

const STATES = 'components/states.module.css';

/** The client of the backend, where all that the backend answers is this error. */
function refusingWith(status: number, name: string, message: string) {
  const body = JSON.stringify({
    error: { name, message },
    request: { method: 'GET', url: '/v1' },
    response: { statusCode: status },
  });
  return createHybridAppsClient({
    discoveryApi: {
      getBaseUrl: async () => 'http://localhost/api/hybrid-apps',
    },
    fetchApi: {
      fetch: async () =>
        new Response(body, {
          status,
          headers: { 'content-type': 'application/json' },
        }),
    },
  });
}

describe('what the backend refuses', () => {
  it('is a matter of rights: which one', async () => {
    renderTab(<OverviewCard />, {
      api: refusingWith(403, 'NotAllowedError', 'Unauthorized'),
    });
    expect(await screen.findByText('You may not see this app')).toBeVisible();
    expect(screen.getByText(/hybrid-apps\.app\.view/)).toBeVisible();
  });

  it('is not there: what would make it be', async () => {
    renderTab(<OverviewCard />, {
      api: refusingWith(404, 'NotFoundError', "No entity 'system:default/x'"),
    });
    expect(
      await screen.findByText('The clusters hold nothing for this entity'),
    ).toBeVisible();
    expect(screen.getByText(/No entity 'system:default\/x'/)).toBeVisible();
  });

  it('failed: in the words of the backend', async () => {
    renderTab(<OverviewCard />, {
      api: refusingWith(503, 'ServiceUnavailableError', 'The cache is filling'),
    });
    expect(await screen.findByText('This could not be loaded')).toBeVisible();
    expect(screen.getByText('The cache is filling')).toBeVisible();
  });
});

describe('what could not be loaded again', () => {
  it('is told above the page, so that nothing moves, and is tried again', async () => {
    const refresh = jest.fn();
    const view = (error?: Error) => (
      <LiveView live={{ value: 'content', error, asOf: new Date(0), refresh }}>
        {value => <p>{value}</p>}
      </LiveView>
    );
    const user = userEvent.setup();
    function Failing() {
      const [error, setError] = useState<Error>();
      return (
        <main>
          <button onClick={() => setError(new Error('502 Bad Gateway'))}>
            fail
          </button>
          {view(error)}
        </main>
      );
    }
    renderTab(<Failing />);
    const content = await screen.findByText('content');
    const before = content.closest('main')?.innerHTML;
    await user.click(screen.getByRole('button', { name: 'fail' }));
    const region = (await screen.findByText('Not up to date')).closest(
      '[role=status]',
    );
    expect(region).toHaveTextContent('502 Bad Gateway');
    // The page is as it was, to the letter.
    expect(content.closest('main')?.innerHTML).toBe(before);
    expect(declared(STATES, '.notices', 'position')).toBe('fixed');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(refresh).toHaveBeenCalledTimes(1);
  });
});

describe('signals that are lost', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const said = () => screen.queryByText('Live updates are interrupted');
  const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

  it('are told of with how often is asked meanwhile, until they are back', async () => {
    const getTopology = jest.fn(fixtureApi().getTopology);
    const { alive } = renderTab(<OverviewCard />, {
      api: { getTopology },
      routes: {
        '/entity/:kind/:namespace/:name': entityRouteRef,
        '/modernization': modernizationRouteRef,
      },
    });
    await pass(1_000);
    alive();
    await pass(SILENCE_MS - 500);
    expect(said()).toBeNull();

    await pass(500);
    const region = screen
      .getAllByRole('status')
      .find(one => within(one).queryByText('Live updates are interrupted'));
    expect(region).toHaveTextContent('every 5 seconds');
    const asked = getTopology.mock.calls.length;
    await pass(10_000);
    expect(getTopology.mock.calls.length).toBe(asked + 2);

    alive();
    await pass(0);
    expect(said()).toBeNull();
  });

  const nested = (
    <LiveView live={{ value: 'outer', refresh() {} }}>
      {outer => (
        <>
          {outer}
          <LiveView live={{ value: 'inner', refresh() {} }}>
            {inner => inner}
          </LiveView>
        </>
      )}
    </LiveView>
  );

  it('are told of once, also where something live is within something live', async () => {
    renderTab(nested);
    await pass(FIRST_SILENCE_MS);
    expect(screen.getByText(/inner/)).toBeVisible();
    expect(screen.getAllByText('Live updates are interrupted')).toHaveLength(1);
  });

  it('are none where the portal has no signals', async () => {
    renderInTestApp(nested);
    await pass(60_000);
    expect(screen.getByText(/inner/)).toBeVisible();
    expect(said()).toBeNull();
  });
});
