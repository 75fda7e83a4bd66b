import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mongodb } from '../../__testUtils__/inventory';
import { renderPortal } from '../../__testUtils__/renderPortal';

const inUse = Object.assign(new Error('Request failed with 409'), {
  statusCode: 409,
  cause: new Error("'user:default/ben' has this console since noon."),
});

describe('the console of a VM in the panel', () => {
  it('is opened by a button alone, and asks whether to watch or to take over', async () => {
    const user = userEvent.setup();
    const openConsole = jest.fn().mockRejectedValue(inUse);
    renderPortal({
      plugins: [],
      query: { selected: mongodb.id, tab: 'console' },
      api: { openConsole },
    });
    const region = await screen.findByRole('region', {
      name: 'Serial port of mongodb-vm',
    });
    expect(openConsole).not.toHaveBeenCalled();
    expect(region).toHaveTextContent(/never what you type/);
    await user.click(within(region).getByRole('button', { name: 'Open' }));
    expect(
      await within(region).findByText(/'user:default\/ben' has this console/),
    ).toBeVisible();
    await user.click(within(region).getByRole('button', { name: 'Watch' }));
    expect(openConsole.mock.calls.map(([, asked]) => asked)).toEqual([
      { id: mongodb.id, kind: 'serial' },
      { id: mongodb.id, kind: 'serial', join: 'watch' },
    ]);
    expect(
      within(region).getByRole('button', { name: 'Take it over' }),
    ).toBeVisible();
  });
});
