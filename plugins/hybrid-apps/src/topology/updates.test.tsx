import { screen, waitFor } from '@testing-library/react';
import { renderTab } from '../__testUtils__';
import { erpTopology } from '../__testUtils__/erp';
import { inventoryTopology, webService } from '../__testUtils__/inventory';
import { changing, ERP, vmCard } from './__testUtils__/page';
import { TopologyContent } from './TopologyContent';

describe('what is not known', () => {
  it('is named at the top, with what to do', async () => {
    renderTab(<TopologyContent />, { entityRef: ERP });
    expect(
      await screen.findByText('2 things are not known for sure'),
    ).toBeVisible();
    expect(
      screen.getByText(/Give its service account that right/),
    ).toBeVisible();
    expect(screen.getByText(/everything in the cluster/)).toHaveTextContent(
      /cloud: everything in the cluster – stale since/,
    );
  });

  it('is not claimed where all is known', async () => {
    renderTab(<TopologyContent />);
    await vmCard();
    expect(screen.queryByText(/not known for sure/)).not.toBeInTheDocument();
  });

  it('never passes for an empty app', async () => {
    renderTab(<TopologyContent />, {
      api: {
        getTopology: async () => ({
          value: { ...erpTopology, nodes: [], edges: [] },
        }),
      },
    });
    expect(await screen.findByText('Nothing to show')).toBeVisible();
    expect(screen.getByText('2 things are not known for sure')).toBeVisible();
  });

  it('takes the picture away when the right to it is taken away, and shows it again with the right', async () => {
    let refused = false;
    const tab = renderTab(<TopologyContent />, {
      api: {
        async getTopology(_, { etag } = {}) {
          if (refused) {
            throw Object.assign(new Error('no'), { name: 'NotAllowedError' });
          }
          return etag ? undefined : { value: inventoryTopology, etag: '"1"' };
        },
      },
    });
    await vmCard();
    refused = true;
    const signal = { entityRef: 'system:default/inventory', revision: '42' };
    tab.signal(signal);
    expect(await screen.findByText('You may not see this app')).toBeVisible();
    expect(document.querySelectorAll('[data-node]')).toHaveLength(0);
    refused = false;
    tab.signal(signal);
    await vmCard();
  });

  it('keeps the last picture when the backend fails, and says from when it is', async () => {
    let down = false;
    const tab = renderTab(<TopologyContent />, {
      api: {
        async getTopology() {
          if (down) {
            throw new Error('The backend answered 502 Bad Gateway');
          }
          return { value: inventoryTopology };
        },
      },
    });
    await vmCard();
    down = true;
    tab.signal({ entityRef: 'system:default/inventory', revision: '42' });
    expect(await screen.findByText('Not up to date')).toBeVisible();
    expect(screen.getByText(/502 Bad Gateway/)).toBeVisible();
    expect(await vmCard()).toBeVisible();
  });
});

describe('updates', () => {
  it('come for the own app alone', async () => {
    const backend = changing(inventoryTopology);
    const tab = renderTab(<TopologyContent />, { api: backend.api });
    await vmCard();
    tab.signal({ entityRef: ERP, revision: '9' });
    tab.signal({ entityRef: 'system:default/inventory', revision: '42' });
    tab.signal({ entityRef: 'system:default/inventory', revision: '43' });
    await waitFor(() => expect(backend.timesAsked()).toBe(2));
  });

  it('move nothing as long as no node comes or goes', async () => {
    const backend = changing(inventoryTopology);
    const tab = renderTab(<TopologyContent />, { api: backend.api });
    await vmCard();
    const places = () =>
      [...document.querySelectorAll<HTMLElement>('.react-flow__node')].map(
        ({ style }) => style.transform,
      );
    const before = places();
    backend.become({
      ...inventoryTopology,
      edges: inventoryTopology.edges.filter(
        ({ source }) => source !== webService.id,
      ),
    });
    tab.signal({ entityRef: 'system:default/inventory', revision: '42' });
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: /Service web sends to/ }),
      ).not.toBeInTheDocument(),
    );
    expect(places()).toEqual(before);
  });
});
