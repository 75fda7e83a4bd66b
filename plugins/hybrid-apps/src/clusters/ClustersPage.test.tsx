import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { onprem } from '../__testUtils__/clusters';
import { renderClusters } from '../__testUtils__/renderClusters';

const never = () => new Promise<never>(() => {});

const GIBI = 2 ** 30;

/** A node of which all is known. */
const full: ClusterDetails['nodes']['items'][number] = {
  name: 'full-1',
  health: 'healthy',
  roles: ['worker', 'gpu'],
  provider: 'vsphere',
  region: 'dc-1',
  zone: 'cluster-1',
  architecture: 'arm64',
  runtime: 'cri-o://1.33.2',
  version: 'v1.35.1',
  system: 'Flatcar',
  kernel: '6.8.0',
  virtualMachines: true,
  devices: [],
  podCIDRs: ['10.244.9.0/24', 'fd00::/64'],
  taints: ['gpu:NoSchedule'],
  capacity: { cpu: 16, memory: 64 * GIBI, pods: 110 },
  allocatable: { cpu: 15, memory: 60 * GIBI, pods: 110 },
  requested: { cpu: 2, memory: 8 * GIBI, pods: 12 },
  used: { cpu: 1.5, memory: 4 * GIBI },
};

/** A part of the page by its heading. */
const part = (name: string) => screen.findByRole('region', { name });

const rowsOf = (region: HTMLElement) =>
  within(region)
    .getAllByRole('rowheader')
    .map(cell => cell.textContent);

describe('the list of clusters', () => {
  it('answers at one glance, and leads to each', async () => {
    renderClusters();
    const row = await screen.findByRole('row', { name: /On premises/ });
    expect(row).toHaveTextContent('up to date');
    expect(row).toHaveTextContent('v1.36.2');
    expect(row).toHaveTextContent('1 of 2 well');
    expect(row).toHaveTextContent('Calico 3.30.3');
    expect(row).toHaveTextContent('VMs on 1 node');
    expect(row).toHaveTextContent('1 kind');
    expect(row).toHaveAttribute('data-href', '/clusters/onprem');
  });

  it('guesses nothing of a cluster that cannot be reached', async () => {
    renderClusters();
    const row = await screen.findByRole('row', { name: /edge/ });
    expect(row).toHaveTextContent('unreachable');
    expect(within(row).getAllByText('not known')).toHaveLength(4);
  });

  it('says that it loads', async () => {
    renderClusters('/clusters', { listClusters: never });
    expect(await screen.findByText('Loading…')).toBeInTheDocument();
  });

  it('explains that there are none', async () => {
    renderClusters('/clusters', { listClusters: async () => ({ items: [] }) });
    expect(await screen.findByText('No clusters')).toBeVisible();
  });

  it.each([
    [new NotAllowedError('no'), /hybrid-apps\.cluster\.read/],
    [new Error('The backend answered 502'), /answered 502/],
  ])('says why it has nothing: %s', async (error, expected) => {
    renderClusters('/clusters', {
      listClusters: async () => {
        throw error;
      },
    });
    expect(await screen.findByText(expected)).toBeVisible();
  });
});

describe('the page of a cluster', () => {
  it('says what is not known, since when and what to do', async () => {
    renderClusters('/clusters/onprem');
    const unknown = await part('What is not known');
    const row = await within(unknown).findByRole('row', { name: /events/ });
    expect(row).toHaveTextContent('forbidden');
    expect(row).toHaveTextContent('Bind the role hybrid-apps-viewer to it.');
    expect(within(row).getByText(/ago/)).toBeInTheDocument();
    expect(unknown).toHaveTextContent('61 kinds are up to date');
    expect(unknown).toHaveTextContent('1 kind is not installed');
  });

  it('says that nothing is missing', async () => {
    renderClusters('/clusters/onprem', {
      getCluster: async () => ({ ...onprem, knowledge: [] }),
    });
    expect(await screen.findByText(/all 61 kinds/)).toBeVisible();
  });

  it('has its nodes, which can be sorted and searched', async () => {
    const user = userEvent.setup();
    renderClusters('/clusters/onprem');
    const nodes = await part('Nodes');
    expect(nodes).toHaveTextContent('openstack (2), metal (1)');
    expect(nodes).toHaveTextContent(/What is used was measured \S+/);
    await waitFor(() =>
      expect(rowsOf(nodes).map(text => text?.slice(0, 4))).toEqual([
        'bm-1',
        'cp-1',
        'os-1',
      ]),
    );
    const metal = within(nodes).getByRole('row', { name: /bm-1/ });
    expect(metal).toHaveTextContent('2.3 of 31.5 requested');
    expect(metal).toHaveTextContent('1.5 used');
    expect(metal).toHaveTextContent('20 GiB used');
    expect(metal).toHaveTextContent('30 of 110');
    expect(metal).toHaveTextContent('24 GiB of 128 GiB requested');
    expect(metal).toHaveTextContent('v1.36.2 · containerd 2.1.4');
    await user.click(within(nodes).getByRole('columnheader', { name: /CPU/ }));
    await user.click(within(nodes).getByRole('columnheader', { name: /CPU/ }));
    await waitFor(() => expect(rowsOf(nodes)[0]).toContain('os-1'));
    await user.type(within(nodes).getByRole('searchbox'), 'rack');
    await waitFor(() => expect(rowsOf(nodes)).toHaveLength(1));
    expect(nodes).toHaveTextContent('1 of 3 nodes are shown.');
  });

  it('shows all that is promised of a node', async () => {
    renderClusters('/clusters/onprem', {
      getCluster: async () => ({
        ...onprem,
        nodes: { ...onprem.nodes, items: [full] },
      }),
    });
    const nodes = await part('Nodes');
    const row = await within(nodes).findByRole('row', { name: /full-1/ });
    const promised: Array<[field: string, shown: string]> = [
      ['role', 'worker, gpu'],
      ['provider', 'vsphere'],
      ['region', 'dc-1 · cluster-1'],
      ['zone', 'cluster-1'],
      ['architecture', 'arm64'],
      ['runtime', 'cri-o 1.33.2'],
      ['version', 'v1.35.1'],
      ['system and kernel', 'Flatcar · 6.8.0'],
      ['whether it runs VMs', 'yes'],
      ['capacity', 'capacity 16'],
      ['requested', '2 of 15 requested'],
      ['used', '1.5 used'],
      ['Pod CIDR', '10.244.9.0/24, fd00::/64'],
      ['taints', 'Taints: gpu:NoSchedule'],
    ];
    expect(
      promised.filter(([, shown]) => !row.textContent?.includes(shown)),
    ).toEqual([]);
  });

  it.each([
    ['absent', /serves no metrics\. Install metrics-server/],
    ['forbidden', /the portal may not read it\. Install/],
    ['untold', /(?<!is not told\. )Install metrics-server\./],
    ['unknown', /What is used is not known/],
    ['stale', /measured long ago/],
  ] as const)(
    'says why it is not known what is used: %s',
    async (state, is) => {
      renderClusters('/clusters/onprem', {
        getCluster: async () => ({
          ...onprem,
          nodes: {
            ...onprem.nodes,
            use: { state, message: 'Install metrics-server.' },
          },
        }),
      });
      expect(await part('Nodes')).toHaveTextContent(is);
    },
  );

  it('opens with the filter of a link', async () => {
    renderClusters('/clusters/onprem?vms=no');
    const nodes = await part('Nodes');
    await waitFor(() => expect(rowsOf(nodes)).toEqual(['os-1']));
  });

  it('tells of a list that is cut, and of sums that are not told', async () => {
    renderClusters('/clusters/onprem', {
      getCluster: async () => ({
        ...onprem,
        nodes: {
          ...onprem.nodes,
          total: 400,
          requestedUnknown: 'What Pods request is not summed up.',
        },
      }),
    });
    const nodes = await part('Nodes');
    expect(nodes).toHaveTextContent('3 of 400 nodes are shown.');
    expect(nodes).toHaveTextContent('The list holds 3 of them');
    expect(nodes).toHaveTextContent('What Pods request is not summed up.');
  });

  it.each([
    ['known', 'The cluster has no nodes.'],
    ['unknown', /Its nodes are not known/],
  ] as const)(
    'tells nodes that are none from nodes %s',
    async (state, text) => {
      renderClusters('/clusters/onprem', {
        getCluster: async () => ({
          ...onprem,
          nodes: { state, total: 0, ready: 0, counts: [], items: [] },
        }),
      });
      expect(await screen.findByText(text)).toBeVisible();
    },
  );

  it('has its add-ons, network and control plane', async () => {
    renderClusters('/clusters/onprem');
    const addOns = await part('Add-ons');
    const driver = await within(addOns).findByRole('row', { name: /ceph/ });
    expect(driver).toHaveTextContent('not judged');
    expect(driver).toHaveTextContent('ceph-rbd');
    const network = await part('Network');
    expect(network).toHaveTextContent('Calico 3.30.3');
    expect(network).toHaveTextContent('VXLAN');
    expect(network).toHaveTextContent('and 4 more');
    expect(
      within(network).getByRole('row', { name: /AdminNetworkPolicy/ }),
    ).toHaveTextContent('not installed');
    const controlPlane = await part('Control plane');
    const apiServer = within(controlPlane).getByRole('row', {
      name: /kube-apiserver/,
    });
    expect(apiServer).toHaveTextContent('1 of 2 well');
    expect(apiServer).toHaveTextContent('cp-2 (CrashLoopBackOff), cp-1');
    expect(
      within(controlPlane).getByRole('row', { name: /etcd/ }),
    ).toHaveTextContent('No static Pod of it is seen.');
  });

  it('has who talks to whom, live or usual, with a source', async () => {
    renderClusters('/clusters/onprem');
    const ways = await part('Who talks to whom');
    const live = await within(ways).findByRole('row', { name: /clients/ });
    expect(live).toHaveTextContent('TCP 6443');
    expect(live).toHaveTextContent('the cluster tells it');
    const usual = within(ways).getByRole('row', { name: /API server/ });
    expect(usual).toHaveTextContent('usual');
    expect(usual).toHaveTextContent('logs, exec, attach, port-forward');
    expect(usual).toHaveTextContent('it depends');
    expect(
      within(usual).getByRole('link', { name: 'kubernetes.io' }),
    ).toHaveAttribute('href', onprem.ways[1].source);
  });

  it('leads back to all clusters', async () => {
    renderClusters('/clusters/onprem');
    expect(
      await screen.findByRole('link', { name: 'All clusters' }),
    ).toHaveAttribute('href', '/clusters');
  });

  it("explains a cluster that takes each person's own token", async () => {
    renderClusters('/clusters/onprem', {
      getCluster: async () => ({
        ...onprem,
        state: 'per-user',
        authProvider: 'oidc.okta',
      }),
    });
    expect(await screen.findByText(/tokens of oidc\.okta alone/)).toBeVisible();
    expect(screen.queryByRole('region', { name: 'Nodes' })).toBeNull();
  });

  it.each([
    [new NotAllowedError('no'), /hybrid-apps\.cluster\.read/],
    [new NotFoundError("No cluster 'onprem'"), /There is no such cluster/],
  ])('says why it has nothing: %s', async (error, expected) => {
    renderClusters('/clusters/onprem', {
      getCluster: async () => {
        throw error;
      },
    });
    expect(await screen.findByText(expected)).toBeVisible();
  });
});
