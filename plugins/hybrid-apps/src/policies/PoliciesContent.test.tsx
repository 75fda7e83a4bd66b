import { HybridAppsApi } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../__testUtils__';
import { inventoryPolicy, mongodb, web } from '../__testUtils__/inventory';
import { writeIds } from '../components';
import { PoliciesContent } from './PoliciesContent';

const ERP = 'system:default/erp';
const ask = { from: web.id, to: mongodb.id, port: '27017' };

describe('PoliciesContent', () => {
  it('answers in one line', async () => {
    renderTab(<PoliciesContent />, { entityRef: ERP });
    expect(
      await screen.findByText('3 of 6 workloads isolated for ingress'),
    ).toBeVisible();
    expect(screen.getByText('3 open')).toBeVisible();
    expect(screen.getByText('3 findings')).toBeVisible();
    expect(
      screen.getByText('enforced by Calico 3.30.1 on onprem'),
    ).toBeVisible();
  });

  it('does not claim an enforcement that is not known', async () => {
    renderTab(<PoliciesContent />, { entityRef: 'system:default/journal' });
    expect(
      await screen.findByText('whether cloud enforces policies is not known'),
    ).toBeVisible();
  });

  it('lists findings, the worst first, with what to do', async () => {
    renderTab(<PoliciesContent />, { entityRef: ERP });
    const findings = within(
      await screen.findByRole('region', { name: 'Findings' }),
    );
    const rows = await findings.findAllByRole('row');
    expect(rows[1]).toHaveTextContent('error');
    expect(rows[3]).toHaveTextContent('warning');
    expect(rows[1]).toHaveTextContent('Permit UDP and TCP 53');
    expect(rows[1]).toHaveTextContent('Network policy portal');
  });

  it('says in the matrix who reaches whom', async () => {
    renderTab(<PoliciesContent />);
    const into = within(
      await screen.findByRole('grid', { name: /^Who reaches the app/ }),
    );
    expect(
      into.getByRole('button', { name: 'web to mongodb-vm: TCP 27017' }),
    ).toHaveTextContent('TCP 27017');
    expect(
      into.getByRole('button', { name: 'mongodb-vm to web: none' }),
    ).toHaveTextContent('—');
    const out = within(
      screen.getByRole('grid', { name: /^What the app reaches/ }),
    );
    expect(
      out.getByRole('button', { name: 'web to Any IPv4 address: all' }),
    ).toBeVisible();
    // Between two that are not of the app, nothing is claimed.
    expect(
      screen.queryByRole('button', { name: /^ingress-nginx.* to Any IPv4/ }),
    ).not.toBeInTheDocument();
  });

  it('answers for several that policy does not tell apart, without their rules', async () => {
    const user = userEvent.setup();
    const others = {
      id: 'onprem///Others/0',
      cluster: 'onprem',
      kind: 'Others',
      name: 'cdi/cdi-operator and 4 more',
      inApp: false,
    };
    renderTab(<PoliciesContent />, {
      api: {
        getPolicyStatus: async () => ({
          value: {
            ...inventoryPolicy,
            peers: [...inventoryPolicy.peers, others],
            connections: [
              {
                source: others.id,
                destination: web.id,
                verdict: 'allowed',
                ports: 'TCP 8080-8090',
              },
            ],
          },
        }),
      },
    });
    const cell = await screen.findByRole('button', {
      name: 'cdi/cdi-operator and 4 more to web: TCP 8080-8090',
    });
    // To choose a workload from, there are single ones: of others, more may be called the same.
    const offered = (name: string) =>
      screen.queryAllByRole('option', { name, hidden: true }).length;
    expect(offered('web (Deployment)')).toBeGreaterThan(0);
    expect(offered(others.name)).toBe(0);
    await user.click(cell);
    expect(
      await screen.findByText(
        'cdi/cdi-operator and 4 more reaches web on TCP 8080-8090. Everything else is denied.',
      ),
    ).toBeVisible();
    expect(
      screen.getByText(/^Rules are told of single workloads/),
    ).toBeVisible();
  });

  it('tells of add-ons in one row, and of each where one asks for it', async () => {
    const user = userEvent.setup();
    const addOn = (name: string) => ({
      id: `onprem/kube-system/apps/Deployment/${name}`,
      cluster: 'onprem',
      namespace: 'kube-system',
      kind: 'Deployment',
      name,
      inApp: false,
    });
    const [dns, metrics] = ['coredns', 'metrics-server'].map(addOn);
    const tab = renderTab(<PoliciesContent />, {
      api: {
        getPolicyStatus: async () => ({
          value: {
            ...inventoryPolicy,
            peers: [...inventoryPolicy.peers, dns, metrics],
            connections: [
              {
                source: dns.id,
                destination: web.id,
                verdict: 'allowed',
                ports: 'TCP 8080-8090',
              },
            ],
          },
        }),
      },
    });
    const into = within(
      await screen.findByRole('grid', { name: /^Who reaches the app/ }),
    );
    const rest = into.getByRole('row', { name: /^Rest of onprem/ });
    expect(into.queryByText(/coredns/)).not.toBeInTheDocument();
    await user.click(
      within(rest).getByRole('button', {
        name: 'Rest of onprem to web: some of them',
      }),
    );
    const answer = screen.getByRole('region', { name: 'Can A reach B?' });
    await waitFor(() =>
      expect(answer).toHaveTextContent(
        /Part of Rest of onprem reaches web on TCP 8080-8090\. Everything else is denied\.coredns/,
      ),
    );
    expect(answer).toHaveTextContent(
      /Part of Rest of onprem does not reach web on any port\.metrics-server/,
    );

    await user.click(screen.getByRole('button', { name: 'Whole cluster' }));
    expect(
      into.getByRole('button', { name: 'coredns to web: TCP 8080-8090' }),
    ).toBeVisible();
    expect(into.queryByText(/^Rest of/)).not.toBeInTheDocument();
    expect(tab.param('whole')).toBe('true');
  });

  describe('a peer that stands for several', () => {
    const team = {
      id: 'onprem///Namespace/team-a',
      cluster: 'onprem',
      kind: 'Namespace',
      name: 'team-a',
      inApp: false,
      workloads: 30,
      expandable: true,
    };
    const worker = (index: number) => ({
      id: `onprem/team-a/apps/Deployment/worker-${index}`,
      cluster: 'onprem',
      namespace: 'team-a',
      kind: 'Deployment',
      name: `worker-${index}`,
      inApp: false,
    });
    const from = (source: string) => ({
      source,
      destination: web.id,
      verdict: 'allowed' as const,
      ports: 'TCP 8080',
    });
    const page = (first: number, count: number) => {
      const items = Array.from({ length: count }, (_, index) =>
        worker(first + index),
      );
      return {
        items,
        connections: items.slice(0, 1).map(({ id }) => from(id)),
        others: [],
      };
    };
    const status = {
      ...inventoryPolicy,
      peers: [...inventoryPolicy.peers, team],
      connections: [
        ...inventoryPolicy.connections,
        { ...from(team.id), pairs: { allowed: 2, uncertain: 0, of: 30 } },
      ],
    };
    const showWith = (listPolicyPeers: HybridAppsApi['listPolicyPeers']) =>
      renderTab(<PoliciesContent />, {
        api: {
          getPolicyStatus: async () => ({ value: status }),
          listPolicyPeers,
        },
      });
    const group = () =>
      screen.findAllByRole('button', { name: /^team-a \(Namespace\)/ });

    it('says of how many it is so, and each when it is opened by the keyboard', async () => {
      const user = userEvent.setup();
      const asked: unknown[] = [];
      showWith(async (_, query) => {
        asked.push(query);
        return page(0, 2);
      });
      const into = within(
        await screen.findByRole('grid', { name: /^Who reaches the app/ }),
      );
      expect(
        into.getByRole('button', { name: 'team-a to web: TCP 8080 (2 of 30)' }),
      ).toBeVisible();
      const [row] = await group();
      expect(row).toHaveAttribute('aria-expanded', 'false');
      expect(row).toHaveTextContent('onprem, 30 workloads');
      row.focus();
      await user.keyboard('{Enter}');
      expect(row).toHaveAttribute('aria-expanded', 'true');
      expect(
        await into.findByRole('button', { name: 'worker-0 to web: TCP 8080' }),
      ).toBeVisible();
      expect(
        into.getByRole('button', { name: 'worker-1 to web: none' }),
      ).toBeVisible();
      // What the app reaches has them as well.
      expect(
        screen.getByRole('button', { name: 'web to worker-0: none' }),
      ).toBeVisible();
      expect(asked).toEqual([{ peer: team.id, limit: 20 }]);

      await user.keyboard('{Enter}');
      expect(row).toHaveAttribute('aria-expanded', 'false');
      expect(into.queryByText(/^worker-0/)).not.toBeInTheDocument();
    });

    it('is in the URL, and nothing that there is not', async () => {
      const user = userEvent.setup();
      const asked: string[] = [];
      const inner = { ...team, id: 'onprem///Namespace/inner', name: 'inner' };
      const tab = renderTab(<PoliciesContent />, {
        query: { open: writeIds([inner.id, 'none', team.id]) },
        api: {
          getPolicyStatus: async () => ({ value: status }),
          listPolicyPeers: async (_, { peer }) => {
            asked.push(peer);
            return peer === team.id
              ? { items: [inner], connections: [], others: [] }
              : page(0, 1);
          },
        },
      });
      const into = within(
        await screen.findByRole('grid', { name: /^Who reaches the app/ }),
      );
      expect(await into.findByText(/^worker-0 /)).toBeVisible();
      expect(asked).toEqual([team.id, inner.id]);

      await user.click(into.getByRole('button', { name: /^inner \(/ }));
      expect(tab.param('open')).toBe(writeIds(['none', team.id]));
      expect(into.queryByText(/^worker-0 /)).not.toBeInTheDocument();
      await user.click(into.getByRole('button', { name: /^team-a \(/ }));
      expect(tab.param('open')).toBe('none');
    });

    it('says that it is loading, and why it could not be', async () => {
      const user = userEvent.setup();
      let fail: (error: Error) => void = () => {};
      let calls = 0;
      showWith(async () => {
        calls++;
        return calls === 1
          ? new Promise<never>((_, reject) => {
              fail = reject;
            })
          : { items: [], connections: [], others: [] };
      });
      const [row] = await group();
      await user.click(row);
      const into = within(
        screen.getByRole('grid', { name: /^Who reaches the app/ }),
      );
      expect(into.getByRole('status')).toHaveTextContent('Loading');
      fail(new Error('The cluster is away'));
      expect(await into.findByRole('alert')).toHaveTextContent(
        'team-a could not be loaded: The cluster is away',
      );
      await user.click(into.getByRole('button', { name: 'Try again' }));
      expect(
        await into.findByText('There is nothing in team-a any more.'),
      ).toBeVisible();
    });

    it('is told anew when the status is another one', async () => {
      const user = userEvent.setup();
      let revision = 1;
      const { signal } = renderTab(<PoliciesContent />, {
        api: {
          getPolicyStatus: async () => ({
            value: { ...status, revision: String(revision) },
          }),
          listPolicyPeers: async () => page(revision, 1),
        },
      });
      const [row] = await group();
      await user.click(row);
      const into = within(
        screen.getByRole('grid', { name: /^Who reaches the app/ }),
      );
      expect(await into.findByText(/^worker-1 /)).toBeVisible();
      revision = 2;
      signal({ entityRef: 'system:default/inventory', revision: '2' });
      expect(await into.findByText(/^worker-2 /)).toBeVisible();
      expect(into.queryByText(/^worker-1 /)).not.toBeInTheDocument();
    });

    it('is shown part by part', async () => {
      const user = userEvent.setup();
      showWith(async (_, { cursor }) =>
        cursor ? page(20, 10) : { ...page(0, 20), nextCursor: 'more' },
      );
      const [row] = await group();
      await user.click(row);
      const into = within(
        screen.getByRole('grid', { name: /^Who reaches the app/ }),
      );
      await user.click(
        await into.findByRole('button', { name: 'More of team-a' }),
      );
      expect(await into.findByText(/^worker-29/)).toBeVisible();
      expect(into.queryByText(/^worker-0 /)).not.toBeInTheDocument();
      await user.click(
        into.getByRole('button', { name: 'Back to the first of team-a' }),
      );
      expect(await into.findByText(/^worker-0 /)).toBeVisible();
    });

    it('opens in the table, and is asked about one by one', async () => {
      const user = userEvent.setup();
      const tab = showWith(async () => page(0, 2));
      await user.click(await screen.findByRole('radio', { name: 'Table' }));
      const part = within(
        screen.getByRole('region', { name: 'Who reaches whom' }),
      );
      await user.click((await group())[0]);
      const worked = await part.findByRole('row', { name: /worker-0/ });
      expect(worked).toHaveTextContent(/web.*TCP 8080.*allowed/);
      const names = part
        .getAllByRole('row')
        .map(({ textContent }) => textContent ?? '');
      expect(names[names.findIndex(name => /^team-a/.test(name)) + 1]).toMatch(
        /^worker-0/,
      );
      await user.click(worked);
      expect(tab.param('from')).toBe(worker(0).id);
      window.localStorage.clear();
    });

    it('is told of, where a link names one of them, once there is a port', async () => {
      renderTab(<PoliciesContent />, {
        query: { from: worker(7).id, to: web.id },
        api: { getPolicyStatus: async () => ({ value: status }) },
      });
      expect(
        await screen.findByText(/^Of these two it is told within groups alone/),
      ).toBeVisible();
    });

    it('has connections with itself, and opens where one asks about these', async () => {
      const user = userEvent.setup();
      const own = { ...team, id: `${team.id}/app`, inApp: true };
      renderTab(<PoliciesContent />, {
        api: {
          getPolicyStatus: async () => ({
            value: {
              ...status,
              peers: [own],
              connections: [
                {
                  source: own.id,
                  destination: own.id,
                  verdict: 'allowed',
                  ports: 'TCP 80',
                  pairs: { allowed: 7, uncertain: 0, of: 870 },
                },
              ],
            },
          }),
          listPolicyPeers: async () => ({
            ...page(0, 2),
            items: page(0, 2).items.map(item => ({ ...item, inApp: true })),
            connections: [
              {
                source: worker(0).id,
                destination: own.id,
                verdict: 'allowed',
                ports: 'TCP 80',
                pairs: { allowed: 7, uncertain: 0, of: 29 },
              },
            ],
          }),
        },
      });
      const [name, cell] = [
        'team-a, of the app',
        /^team-a, of the app to team-a, of the app: TCP 80 \(7 of 870\)/,
      ];
      await user.click(await screen.findByRole('button', { name: cell }));
      expect(
        await screen.findByRole('button', {
          name: `worker-0 to ${name}: TCP 80 (7 of 29)`,
        }),
      ).toBeVisible();
      // What the two have with each other is not known here.
      expect(
        screen.getByRole('button', { name: 'worker-0 to worker-1: ask' }),
      ).toBeVisible();
      expect(
        screen.getByRole('button', { name: `worker-1 to ${name}: none` }),
      ).toBeVisible();
    });

    it('draws some rows and columns of many at a time', async () => {
      const user = userEvent.setup();
      const many = Array.from({ length: 100 }, (_, index) => ({
        ...worker(index),
        inApp: true,
      }));
      renderTab(<PoliciesContent />, {
        api: {
          getPolicyStatus: async () => ({
            value: { ...status, peers: many, connections: [] },
          }),
        },
      });
      const into = within(
        await screen.findByRole('grid', { name: /^Who reaches the app/ }),
      );
      expect(into.getAllByRole('row')).toHaveLength(31);
      expect(into.getAllByRole('columnheader')).toHaveLength(15);
      const [rows] = screen.getAllByRole('group', { name: 'Rows' });
      expect(rows).toHaveTextContent('Rows 1 to 30 of 100');
      for (let at = 0; at < 3; at++) {
        await user.click(within(rows).getByRole('button', { name: 'Next' }));
      }
      expect(rows).toHaveTextContent('Rows 91 to 100 of 100');
      expect(into.getAllByRole('row')).toHaveLength(11);
      expect(into.getByRole('rowheader', { name: /^worker-99/ })).toBeVisible();
    });
  });

  it('asks first, before anything that grows with the app', async () => {
    renderTab(<PoliciesContent />);
    const parts = await screen.findAllByRole('heading', { level: 3 });
    expect(parts.map(({ textContent }) => textContent)).toEqual([
      'Can A reach B?',
      'Findings',
      'Who reaches whom',
      'What would a change do?',
    ]);
  });

  it('says the same in the table', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<PoliciesContent />);
    await user.click(await screen.findByRole('radio', { name: 'Table' }));
    const part = within(
      screen.getByRole('region', { name: 'Who reaches whom' }),
    );
    const rows = await part.findAllByRole('row');
    expect(rows).toHaveLength(inventoryPolicy.connections.length + 1);
    expect(rows[1]).toHaveTextContent(/web.*mongodb-vm.*TCP 27017.*allowed/);
    expect(tab.param('view')).toBe('table');
    window.localStorage.clear();
  });

  it('answers for all ports as soon as both ends are chosen', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<PoliciesContent />);
    const choose = async (label: RegExp, option: RegExp) => {
      await user.click(await screen.findByRole('button', { name: label }));
      await user.click(await screen.findByRole('option', { name: option }));
    };
    await choose(/From$/, /^web/);
    await choose(/To$/, /^mongodb-vm/);
    expect(
      await screen.findByText(
        'web reaches mongodb-vm on TCP 27017. Everything else is denied.',
      ),
    ).toBeVisible();
    expect(
      screen.getByText('Choose a port to see the rules that decide.'),
    ).toBeVisible();

    const ports = within(screen.getByRole('radiogroup', { name: 'Port' }));
    expect(ports.getByRole('radio', { name: 'All ports' })).toBeChecked();
    await user.click(ports.getByRole('radio', { name: 'TCP 27017' }));
    expect(
      await screen.findByText(/^web can reach mongodb-vm on TCP 27017/),
    ).toBeVisible();
    expect(tab.param('port')).toBe('27017');
    await user.click(ports.getByRole('radio', { name: 'All ports' }));
    expect(
      await screen.findByText(/^web reaches mongodb-vm on TCP 27017/),
    ).toBeVisible();
    expect(tab.param('port')).toBeNull();
  });

  it('finds one of many ends by name or namespace', async () => {
    const user = userEvent.setup();
    const one = (index: number) => ({
      id: `onprem/team-${index}/apps/Deployment/worker`,
      cluster: 'onprem',
      namespace: `team-${index}`,
      kind: 'Deployment',
      name: 'worker',
      inApp: false,
    });
    const many = Array.from({ length: 40 }, (_, index) => one(index));
    const tab = renderTab(<PoliciesContent />, {
      api: {
        getPolicyStatus: async () => ({
          value: {
            ...inventoryPolicy,
            peers: [...inventoryPolicy.peers, ...many],
          },
        }),
      },
    });
    await user.click(await screen.findByRole('button', { name: /From$/ }));
    await user.type(
      await screen.findByRole('searchbox', {
        name: 'Find by name or namespace',
      }),
      'TEAM-37',
    );
    const found = await screen.findAllByRole('option');
    expect(found.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/worker.*team-37/),
      'An address…',
    ]);
    await user.click(found[0]);
    expect(tab.param('from')).toBe(one(37).id);
  });

  it('answers the question in the URL, and shows the rule that decides', async () => {
    const user = userEvent.setup();
    renderTab(<PoliciesContent />, { query: ask });
    expect(
      await screen.findByText(/^web can reach mongodb-vm on TCP 27017/),
    ).toBeVisible();
    expect(
      screen.getByText('No policy isolates web for egress.'),
    ).toBeVisible();
    const rule = screen.getByRole('button', {
      name: /NetworkPolicy mongodb › spec.ingress\[0\]/,
    });
    expect(rule).toHaveAttribute('aria-expanded', 'false');
    await user.click(rule);
    expect(screen.getByText(/app: web/)).toBeVisible();
  });

  it('tells from a cell why there is no way, and what came nearest', async () => {
    const user = userEvent.setup();
    const tab = renderTab(<PoliciesContent />);
    await user.click(
      await screen.findByRole('button', {
        name: 'ingress-nginx-controller to mongodb-vm: none',
      }),
    );
    expect(
      await screen.findByText(
        /^ingress-nginx-controller cannot reach mongodb-vm on TCP 27017/,
      ),
    ).toBeVisible();
    expect(screen.getByText(/does not have the label app=web/)).toBeVisible();
    expect(tab.param('port')).toBe('27017');
    expect(tab.param('to')).toBe(mongodb.id);
  });

  it('asks for an address from outside', async () => {
    const user = userEvent.setup();
    renderTab(<PoliciesContent />, {
      query: { ...ask, from: 'ip:203.0.113.1' },
    });
    await screen.findByText(/^203\.0\.113\.1 cannot reach/);
    const field = screen.getByRole('textbox', { name: 'Address' });
    await user.clear(field);
    await user.type(field, '192.0.2.7{Enter}');
    expect(await screen.findByText(/^192\.0\.2\.7 cannot reach/)).toBeVisible();
  });

  it('says what is wrong with a question that the backend refuses', async () => {
    renderTab(<PoliciesContent />, {
      query: { ...ask, from: 'ip:not-one' },
      api: {
        checkReachability: async () => {
          throw new Error("'not-one' is not an IP address");
        },
      },
    });
    await waitFor(() =>
      expect(screen.getByRole('alert')).toHaveTextContent(
        "'not-one' is not an IP address",
      ),
    );
  });

  it('asks nothing of two ends that are one', async () => {
    renderTab(<PoliciesContent />, { query: { ...ask, to: web.id } });
    expect(await screen.findByText('Choose two different ends.')).toBeVisible();
  });

  it('tells who may not see the app what they need', async () => {
    renderTab(<PoliciesContent />, {
      api: {
        getPolicyStatus: async () => {
          throw Object.assign(new Error('no'), { name: 'NotAllowedError' });
        },
      },
    });
    expect(await screen.findByText('You may not see this app')).toBeVisible();
    expect(screen.getByText(/hybrid-apps.app.view/)).toBeVisible();
  });
});
