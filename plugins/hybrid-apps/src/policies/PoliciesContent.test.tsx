import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../__testUtils__';
import { inventoryPolicy, mongodb, web } from '../__testUtils__/inventory';
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
      await screen.findByRole('table', { name: /^Who reaches the app/ }),
    );
    expect(
      into.getByRole('button', { name: 'web to mongodb-vm: TCP 27017' }),
    ).toHaveTextContent('TCP 27017');
    expect(
      into.getByRole('button', { name: 'mongodb-vm to web: none' }),
    ).toHaveTextContent('—');
    const out = within(
      screen.getByRole('table', { name: /^What the app reaches/ }),
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
      await screen.findByRole('table', { name: /^Who reaches the app/ }),
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
