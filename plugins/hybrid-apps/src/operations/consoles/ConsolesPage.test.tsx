import {
  HybridAppsApi,
  OpenConsole,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import plugin, { hybridAppsApiRef } from '../..';
import { fixtureApi } from '../../__testUtils__';

const open = (
  id: string,
  person: string,
  role: OpenConsole['role'],
): OpenConsole => ({
  id,
  person: `user:default/${person}`,
  role,
  app: 'system:default/inventory',
  cluster: 'onprem',
  kind: 'serial',
  object: {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    namespace: 'inventory',
    name: 'db',
  },
  since: '2026-01-01T00:00:00.000Z',
});

const show = (api: Partial<HybridAppsApi>) =>
  renderTestApp({
    features: [plugin],
    initialRouteEntries: ['/hybrid-apps/consoles'],
    apis: [[hybridAppsApiRef, fixtureApi(api)]],
  });

describe('the page of open consoles', () => {
  it('tells who is at which, since when and who watches, and ends one once that is confirmed', async () => {
    const user = userEvent.setup();
    let items = [open('2', 'ben', 'watch'), open('1', 'ana', 'keys')];
    const endConsole = jest.fn(async (id: string) => {
      items = items.filter(one => one.id !== id);
    });
    show({ listConsoles: async () => ({ items }), endConsole });
    const ana = await screen.findByRole('row', { name: /ana/ });
    expect(ana).toHaveTextContent('has the keys');
    expect(ana).toHaveTextContent('Serial port of db');
    expect(ana).toHaveTextContent('onprem · inventory');
    expect(within(ana).getByText(/^since /)).toHaveAttribute(
      'datetime',
      '2026-01-01T00:00:00.000Z',
    );
    const rows = screen.getAllByRole('rowheader').map(cell => cell.textContent);
    expect(rows).toEqual(['anauser:default/ana', 'benuser:default/ben']);
    const button = { name: 'End the console of ben at db' };
    await user.click(screen.getByRole('button', button));
    const dialog = await screen.findByRole('dialog');
    expect(endConsole).not.toHaveBeenCalled();
    await user.click(within(dialog).getByRole('button', { name: 'End' }));
    expect(endConsole).toHaveBeenCalledWith('2');
    await waitFor(() =>
      expect(screen.queryByRole('row', { name: /ben/ })).toBeNull(),
    );
    expect(screen.getByRole('row', { name: /ana/ })).toBeVisible();
  });

  it('says why one could not be ended', async () => {
    const user = userEvent.setup();
    show({
      listConsoles: async () => ({ items: [open('1', 'ana', 'keys')] }),
      endConsole: async () => {
        throw new Error("No console '1' is open.");
      },
    });
    await user.click(await screen.findByRole('button', { name: /^End the/ }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'End' }));
    // It fades in.
    expect(
      await screen.findByText("No console '1' is open."),
    ).toBeInTheDocument();
  });

  it.each<[string, HybridAppsApi['listConsoles'], string]>([
    ['it loads', () => new Promise(() => {}), 'Loading…'],
    ['none is open', async () => ({ items: [] }), 'No console is open'],
    [
      'it failed',
      async () => {
        throw new Error('The backend answered 502');
      },
      'The backend answered 502',
    ],
  ])('says that %s', async (_, listConsoles, says) => {
    show({ listConsoles });
    expect(await screen.findByText(says)).toBeInTheDocument();
  });
});
