import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Form } from '@backstage/plugin-scaffolder-react/alpha';
import {
  Cluster,
  HybridAppsApi,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import validator from '@rjsf/validator-ajv8';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ComponentProps, useState } from 'react';
import { fixtureApi } from '../__testUtils__';
import { hybridAppsApiRef } from '../api';
import { ClusterPicker } from './ClusterPicker';
import { NamespacePicker } from './NamespacePicker';

/** The first render of a component of Backstage UI loads it. */
const LOADING = { timeout: 20_000 };

const cluster = (name: string, rest: Partial<Cluster> = {}): Cluster => ({
  name,
  state: 'synced',
  provisionable: true,
  nodes: [],
  addOns: [],
  knowledge: [],
  ...rest,
});

const fields: ComponentProps<typeof Form>['fields'] = {
  HybridAppsClusterPicker: ({ errorSchema, onChange, ...props }) => (
    <ClusterPicker {...props} onChange={value => onChange(value)} />
  ),
  HybridAppsNamespacePicker: ({ errorSchema, onChange, ...props }) => (
    <NamespacePicker {...props} onChange={value => onChange(value)} />
  ),
};

/** The answers, as the form would send them. */
let answers: Record<string, unknown> = {};

function TestForm({ options = {} }: { options?: object }) {
  const [formData, setFormData] = useState<Record<string, unknown>>({});
  answers = formData;
  return (
    <Form
      validator={validator}
      schema={{
        type: 'object',
        required: ['cluster', 'namespace'],
        properties: {
          cluster: { type: 'string', title: 'Cluster' },
          namespace: { type: 'string', title: 'Namespace' },
        },
      }}
      uiSchema={{
        cluster: { 'ui:field': 'HybridAppsClusterPicker' },
        namespace: {
          'ui:field': 'HybridAppsNamespacePicker',
          'ui:options': options,
        },
      }}
      fields={fields}
      formData={formData}
      formContext={{ formData }}
      onChange={event => setFormData({ ...event.formData })}
    />
  );
}

function renderForm(api: Partial<HybridAppsApi>, options?: object) {
  renderInTestApp(<TestForm options={options} />, {
    apis: [
      [
        hybridAppsApiRef,
        fixtureApi({
          listClusters: async () => ({
            items: [
              cluster('onprem', {
                title: 'On premises',
                kubernetesVersion: 'v1.36.2',
                kubevirtVersion: 'v1.9.0',
              }),
              cluster('cloud'),
              cluster('closed', { provisionable: false }),
              cluster('mine', {
                state: 'per-user',
                authProvider: 'oidc.okta',
                message: 'it is read for each request that brings a token',
              }),
              cluster('edge', {
                state: 'unreachable',
                message: 'connect ECONNREFUSED 10.0.0.1:6443',
              }),
            ],
          }),
          listNamespaces: async name => ({
            items:
              name === 'onprem'
                ? [
                    {
                      name: 'shop',
                      apps: ['inventory'],
                      provisionable: true,
                    },
                    { name: 'team-a', provisionable: true },
                    { name: 'kube-system', provisionable: false },
                  ]
                : [{ name: 'elsewhere', provisionable: false }],
          }),
          ...api,
        }),
      ],
    ],
  });
}

async function openClusters() {
  await userEvent.click(
    await screen.findByRole('button', { name: /Cluster/ }, LOADING),
  );
  return within(await screen.findByRole('listbox', {}, LOADING));
}

async function chooseCluster(name: string) {
  const list = await openClusters();
  await userEvent.click(await list.findByRole('option', { name }, LOADING));
}

const goOn = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Submit' }));

const namespaceBox = () =>
  screen.findByRole('combobox', { name: /Namespace/ }, LOADING);

describe('HybridAppsClusterPicker', () => {
  it('answers with the name of the cluster that is chosen by its title', async () => {
    renderForm({});
    await chooseCluster('On premises');
    await waitFor(() => expect(answers.cluster).toBe('onprem'));
  });

  it('tells the versions of a cluster, and why one cannot be chosen', async () => {
    renderForm({});
    const list = await openClusters();
    expect(
      await list.findByText('Kubernetes v1.36.2, KubeVirt v1.9.0', {}, LOADING),
    ).toBeVisible();
    const edge = list.getByRole('option', { name: 'edge' });
    expect(edge).toHaveAttribute('aria-disabled', 'true');
    expect(
      within(edge).getByText('connect ECONNREFUSED 10.0.0.1:6443'),
    ).toBeVisible();
    const mine = list.getByRole('option', { name: 'mine' });
    expect(mine).toHaveAttribute('aria-disabled', 'true');
    expect(within(mine).getByText(/^It takes each user's own/)).toBeVisible();
    const closed = list.getByRole('option', { name: 'closed' });
    expect(closed).toHaveAttribute('aria-disabled', 'true');
    expect(within(closed).getByText('It is not open for apps')).toBeVisible();
  });

  it('says who can help where no cluster is open', async () => {
    renderForm({
      listClusters: async () => ({
        items: [cluster('onprem', { provisionable: false })],
      }),
    });
    expect(
      await screen.findByText(
        /^No cluster is open for apps\. .*hybridApps\.provisioning\.clusters/,
        {},
        LOADING,
      ),
    ).toBeVisible();
  });

  it("says in a sentence that one has to be chosen, not in the schema's words", async () => {
    renderForm({});
    await screen.findByRole('button', { name: /Cluster/ }, LOADING);
    await goOn();
    expect(
      await screen.findByText('Choose the cluster that it is to run on.'),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: /Cluster/ })).toHaveFocus();
    await chooseCluster('On premises');
    await goOn();
    expect(
      await screen.findByText('Choose the namespace, or type its name.'),
    ).toBeVisible();
    expect(screen.queryByText(/required property/)).not.toBeInTheDocument();
  });

  it('says why it has nothing to offer', async () => {
    renderForm({
      listClusters: async () => {
        throw new Error('you may not see clusters');
      },
    });
    expect(
      await screen.findByText(
        'The clusters are not known: you may not see clusters',
        {},
        LOADING,
      ),
    ).toBeVisible();
  });
});

describe('HybridAppsNamespacePicker', () => {
  it('waits for the cluster', async () => {
    renderForm({});
    expect(
      await screen.findByText('Choose the cluster first.', {}, LOADING),
    ).toBeVisible();
    expect(await namespaceBox()).toBeDisabled();
  });

  it('offers the namespaces of the cluster, and the apps in them', async () => {
    renderForm({});
    await chooseCluster('On premises');
    await userEvent.click(await namespaceBox());
    const list = within(await screen.findByRole('listbox', {}, LOADING));
    expect(await list.findByText('Has inventory', {}, LOADING)).toBeVisible();
    await userEvent.click(list.getByRole('option', { name: 'shop' }));
    await waitFor(() =>
      expect(answers).toEqual({ cluster: 'onprem', namespace: 'shop' }),
    );
  });

  it('offers those alone that are open, and says so of one that is typed', async () => {
    renderForm({});
    await chooseCluster('On premises');
    await userEvent.click(await namespaceBox());
    const list = within(await screen.findByRole('listbox', {}, LOADING));
    await list.findByRole('option', { name: 'shop' }, LOADING);
    expect(
      list.getAllByRole('option').map(option => option.dataset.key),
    ).toEqual(['shop', 'team-a']);
    await userEvent.type(await namespaceBox(), 'kube-system');
    expect(
      await screen.findByText(
        /^Namespace kube-system of onprem is not open for apps, or not for yours\./,
        {},
        LOADING,
      ),
    ).toBeVisible();
  });

  it('says who can help where none is open', async () => {
    renderForm({});
    await chooseCluster('cloud');
    expect(
      await screen.findByText(
        /^On cloud no namespace is open to you for apps\. .*hybridApps\.provisioning\.clusters.*hybrid-apps\.namespace\.create/,
        {},
        LOADING,
      ),
    ).toBeVisible();
  });

  it('offers all where it is for something else than to create there', async () => {
    renderForm({}, { offer: 'all' });
    await chooseCluster('cloud');
    await userEvent.click(await namespaceBox());
    const list = within(await screen.findByRole('listbox', {}, LOADING));
    expect(
      await list.findByRole('option', { name: 'elsewhere' }, LOADING),
    ).toBeVisible();
    expect(screen.queryByText(/is open for apps/)).toBeNull();
  });

  it('says that a namespace is missing as soon as it is typed', async () => {
    renderForm({});
    await chooseCluster('On premises');
    await userEvent.type(await namespaceBox(), 'nowhere');
    expect(
      await screen.findByText(
        'Cluster onprem has no namespace nowhere that you may see. Choose another one, or ask who runs the portal for it.',
        {},
        LOADING,
      ),
    ).toBeVisible();
    expect(answers.namespace).toBe('nowhere');
  });

  it('takes a typed name where the list is not known', async () => {
    renderForm({
      listNamespaces: async () => {
        throw new Error('namespaces are forbidden');
      },
    });
    await chooseCluster('cloud');
    expect(
      await screen.findByText(
        'The namespaces of cloud are not known (namespaces are forbidden). Type the name of one.',
        {},
        LOADING,
      ),
    ).toBeVisible();
    await userEvent.type(await namespaceBox(), 'shop');
    await waitFor(() => expect(answers.namespace).toBe('shop'));
    expect(screen.queryByText(/has no namespace/)).toBeNull();
  });
});
