import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { screen, within } from '@testing-library/react';
import { renderTab } from '../__testUtils__';
import { clustersRouteRef } from '../routes';
import { KnowledgeStrip } from './KnowledgeStrip';

const hidden: KindKnowledge = {
  cluster: 'cloud',
  kind: '*',
  state: 'hidden',
  message: '2 workloads in namespaces that you may not see. Ask their owners.',
};
const stale: KindKnowledge = {
  cluster: 'onprem',
  kind: 'pods',
  state: 'stale',
};

const notes = () =>
  screen.findAllByRole('status').then(all => all.map(one => one.textContent));

describe('what is not shown', () => {
  it('says how much is hidden, and not that the portal does not know it', async () => {
    renderTab(<KnowledgeStrip knowledge={[hidden]} />);
    expect(await notes()).toEqual([
      expect.stringMatching(
        /^Part of this app is hidden from you.*cloud: 2 workloads in namespaces/,
      ),
    ]);
  });

  it('tells what is hidden apart from what is not known', async () => {
    renderTab(<KnowledgeStrip knowledge={[stale, hidden]} />);
    expect(await notes()).toEqual([
      expect.stringMatching(/^Part of this app is hidden from you/),
      expect.stringMatching(/^One thing is not known for sure.*pods – stale/),
    ]);
  });

  it('leads to the page of the cluster, where a portal has it', async () => {
    renderTab(<KnowledgeStrip knowledge={[stale]} />, {
      routes: { '/clusters': clustersRouteRef },
    });
    expect(await screen.findByRole('link', { name: 'onprem' })).toHaveAttribute(
      'href',
      '/clusters/onprem',
    );
  });

  it('says of policies that could not be worked out that they are not known, and not that there are none', async () => {
    const message = 'What policies allow could not be worked out.';
    renderTab(
      <KnowledgeStrip
        knowledge={[
          {
            cluster: 'onprem',
            kind: 'networkpolicies.networking.k8s.io',
            state: 'unresolved',
            message,
          },
        ]}
      />,
    );
    expect(await notes()).toEqual([
      expect.stringMatching(/networkpolicies\S+ – not known.*worked out\.$/),
    ]);
  });

  it('is silent where all is shown and known', async () => {
    renderTab(
      <section aria-label="page">
        <KnowledgeStrip knowledge={[{ ...stale, state: 'synced' }]} />
      </section>,
    );
    const page = await screen.findByRole('region', { name: 'page' });
    expect(within(page).queryByRole('status')).toBeNull();
  });
});
