import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../__testUtils__';
import { inventoryHistory } from '../__testUtils__/inventory';
import { ChangesContent } from './ChangesContent';
import { byDay } from './timeline';

describe('byDay', () => {
  it('keeps the order, and begins a new day where one begins', () => {
    const entry = (id: string, at: string) => ({
      id,
      at,
      change: 'health' as const,
      text: '',
    });
    const days = byDay(
      [
        entry('3', '2026-11-20T12:00:00'),
        entry('2', '2026-11-20T00:00:01'),
        entry('1', '2026-11-19T23:59:59'),
      ],
      'en',
    );
    expect(days.map(({ title }) => title)).toEqual([
      'Friday, November 20, 2026',
      'Thursday, November 19, 2026',
    ]);
    expect(days[0].entries.map(({ id }) => id)).toEqual(['3', '2']);
  });
});

describe('ChangesContent', () => {
  it('tells what changed, newest first', async () => {
    renderTab(<ChangesContent />);
    const items = await screen.findAllByRole('listitem');
    expect(items[0]).toHaveTextContent('web became healthy');
    expect(items[0]).toHaveTextContent('health: progressing → healthy');
    expect(items).toHaveLength(inventoryHistory.length);
    expect(within(items[3]).getByText(/mongodb-vm appeared/)).toBeVisible();
  });

  it('says that nothing changed yet', async () => {
    renderTab(<ChangesContent />, { entityRef: 'system:default/journal' });
    expect(await screen.findByText(/^Nothing changed since/)).toBeVisible();
  });

  it('loads what was before', async () => {
    const user = userEvent.setup();
    const limits: Array<number | undefined> = [];
    renderTab(<ChangesContent />, {
      api: {
        getHistory: async (_app, { limit } = {}) => {
          limits.push(limit);
          return { items: inventoryHistory, nextCursor: '1' };
        },
      },
    });
    await user.click(
      await screen.findByRole('button', { name: 'Load earlier changes' }),
    );
    await screen.findAllByRole('listitem');
    expect(limits).toEqual([50, 100]);
  });
});
