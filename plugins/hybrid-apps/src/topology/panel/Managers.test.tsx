import {
  FieldManager,
  HybridAppsApi,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../../__testUtils__';
import { before } from '../../__testUtils__/build';
import { web } from '../../__testUtils__/inventory';
import { Managers } from './Managers';

async function open(listManagers: HybridAppsApi['listManagers']) {
  const user = userEvent.setup();
  renderTab(<Managers id={web.id} />, { api: { listManagers } });
  await user.click(
    await screen.findByRole('button', { name: 'Who manages what' }),
  );
  return user;
}

const telling =
  (...items: FieldManager[]): HybridAppsApi['listManagers'] =>
  async () => ({ state: 'told', items });

describe('who manages what', () => {
  it('is asked for once it is opened, of that object', async () => {
    const asked: string[] = [];
    renderTab(<Managers id={web.id} />, {
      api: {
        listManagers: async (_, id) => {
          asked.push(id);
          return { state: 'told', items: [] };
        },
      },
    });
    const button = await screen.findByRole('button', {
      name: 'Who manages what',
    });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(asked).toEqual([]);
    await userEvent.setup().click(button);
    expect(
      await screen.findByText(/does not tell who set its fields/),
    ).toBeVisible();
    expect(button).toHaveAttribute('aria-expanded', 'true');
    expect(asked).toEqual([web.id]);
  });

  it('tells who, when and which fields, in the order of the backend', async () => {
    await open(
      telling(
        {
          manager: 'hybrid-apps',
          operation: 'Update',
          at: before(2),
          subresource: 'scale',
          isPortal: true,
          fields: ['spec.replicas'],
          left: 0,
        },
        {
          manager: 'argocd-controller',
          operation: 'Apply',
          at: before(600),
          fields: [],
          left: 0,
        },
        { manager: 'my-operator', operation: 'Update' },
      ),
    );
    const [portal, argo, operator] = await screen.findAllByRole('listitem');
    expect(portal).toHaveTextContent(
      /^this portal hybrid-apps · updated by way of scale · .*spec\.replicas$/,
    );
    expect(argo).toHaveTextContent(
      /^Argo CD argocd-controller · applied · .*no fields$/,
    );
    expect(operator).toHaveTextContent(
      /^my-operator updatedWhich fields, is not told/,
    );
  });

  it('tells some fields, and the others where these are asked for', async () => {
    const fields = ['a', 'b', 'c', 'd', 'e'].map(name => `spec.${name}`);
    const user = await open(
      telling({ manager: 'helm', operation: 'Update', fields, left: 7 }),
    );
    const item = await screen.findByRole('listitem');
    expect(within(item).queryByText('spec.d')).toBeNull();
    await user.click(
      within(item).getByRole('button', { name: 'and 9 more fields' }),
    );
    expect(within(item).getByText('spec.e')).toBeVisible();
    expect(within(item).getByText('7 more are not shown')).toBeVisible();
    await user.click(
      within(item).getByRole('button', { name: 'fewer fields' }),
    );
    expect(within(item).queryByText('spec.d')).toBeNull();
  });

  it('is said not to be known, and why', async () => {
    await open(async () => ({
      state: 'forbidden',
      items: [],
      message: 'Grant the verb get.',
    }));
    expect(await screen.findByText('Grant the verb get.')).toBeVisible();
  });

  it('is said to have failed', async () => {
    await open(async () => {
      throw new Error('No backend.');
    });
    expect(await screen.findByText('No backend.')).toBeVisible();
  });
});
