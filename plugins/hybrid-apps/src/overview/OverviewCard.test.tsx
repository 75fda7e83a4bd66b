import {
  Health,
  Topology,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { screen } from '@testing-library/react';
import { renderTab } from '../__testUtils__';
import { nodesOf } from '../__testUtils__/build';
import { erpTopology } from '../__testUtils__/erp';
import { entityRouteRef, modernizationRouteRef } from '../routes';
import { figuresOf } from './figures';
import { OverviewCard } from './OverviewCard';

const node = nodesOf('onprem/shop');
const appOf = (...health: Health[]): Topology => ({
  entityRef: '',
  revision: '',
  edges: [],
  knowledge: [],
  nodes: health.map((value, index) =>
    node('Deployment', `d${index}`, { health: value }),
  ),
});

describe('figuresOf', () => {
  it('counts', () => {
    expect(figuresOf(erpTopology)).toEqual({
      health: 'degraded',
      vms: 3,
      containers: 3,
      clusters: ['cloud', 'onprem'],
      posture: { isolated: 3, open: 3, unknown: 0 },
      degraded: ['order-api', 'gpu-forecast'],
    });
  });

  it.each([
    [['healthy', 'degraded', 'progressing'], 'degraded'],
    [['healthy', 'unknown', 'progressing'], 'unknown'],
    [['healthy', 'progressing'], 'progressing'],
    [['healthy', 'stopped'], 'healthy'],
    [['stopped', 'stopped'], 'stopped'],
    [['healthy', 'unjudged'], 'healthy'],
    [['stopped', 'unjudged'], 'stopped'],
    [['unjudged'], 'unjudged'],
    [[], 'unknown'],
  ] as Array<[Health[], Health]>)('takes %j together as %s', (all, health) => {
    expect(figuresOf(appOf(...all)).health).toBe(health);
  });
});

describe('OverviewCard', () => {
  it('says how the app is, and leads on', async () => {
    renderTab(<OverviewCard />, {
      entityRef: 'system:default/erp',
      routes: {
        '/entity/:kind/:namespace/:name': entityRouteRef,
        '/modernization': modernizationRouteRef,
      },
    });
    expect(await screen.findByText('degraded')).toBeVisible();
    expect(
      screen.getByText('Needs attention: order-api, gpu-forecast'),
    ).toBeVisible();
    expect(screen.getByText('2 things are not known for sure')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Policies' })).toHaveAttribute(
      'href',
      '/entity/system/default/erp/policies',
    );
    expect(screen.getByRole('link', { name: 'Modernization' })).toHaveAttribute(
      'href',
      '/modernization?app=system%3Adefault%2Ferp',
    );
  });

  it('leaves no figure of an app without workloads empty', async () => {
    renderTab(<OverviewCard />, {
      api: { getTopology: async () => ({ value: appOf() }) },
    });
    expect(await screen.findByText('Reach')).toBeVisible();
    for (const figure of screen.getAllByRole('definition')) {
      expect(figure).not.toBeEmptyDOMElement();
    }
  });
});
