import { createHybridAppsClient } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { screen } from '@testing-library/react';
import { renderTab } from '../__testUtils__';
import { OverviewCard } from '../overview';

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
