import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { giveHeights, renderTab } from '../__testUtils__';
import { TableColumn, VirtualTable } from './VirtualTable';

interface Row {
  id: string;
  name: string;
}

const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `id-${index}`,
    name: `part-${index}`,
  }));

const pressed = jest.fn();
const opened = jest.fn();

const columns: TableColumn<Row>[] = [
  {
    id: 'name',
    label: 'Name',
    isRowHeader: true,
    sortBy: ({ name }) => name,
    cell: ({ name }) => name,
  },
  {
    id: 'act',
    label: 'Act',
    cell: () => (
      <button type="button" onClick={pressed}>
        Do
      </button>
    ),
  },
];

const show = (
  count: number,
  more: { selected?: string; query?: Record<string, string> } = {},
) =>
  renderTab(
    <VirtualTable<Row>
      label="Parts"
      columns={columns}
      rows={rowsOf(count)}
      emptyState="None"
      selected={more.selected}
      onOpen={({ id }) => opened(id)}
      sortParam="sort"
    />,
    { query: more.query },
  );

const row = (name: string) =>
  screen.getByRole('rowheader', { name }).closest('tr')!;
const names = () =>
  screen.getAllByRole('rowheader').map(({ textContent }) => textContent);
const scrollTo = (top: number) => {
  const box = screen.getByRole('grid').parentElement!;
  box.scrollTop = top;
  fireEvent.scroll(box);
};

let restore: () => void;
beforeEach(() => {
  jest.clearAllMocks();
  restore = giveHeights({ box: 440, row: 44 });
});
afterEach(() => restore());

describe('a table of few rows', () => {
  it('has them all in the document', async () => {
    show(60);
    const grid = await screen.findByRole('grid', { name: 'Parts' });
    expect(grid).toHaveAttribute('aria-rowcount', '61');
    expect(names()).toHaveLength(60);
  });

  it('says that there are none', async () => {
    show(0);
    expect(await screen.findByText('None')).toBeVisible();
  });
});

describe('a table of many rows', () => {
  it('has those in sight in the document, and knows the place of each', async () => {
    show(1_000);
    const grid = await screen.findByRole('grid', { name: 'Parts' });
    expect(grid).toHaveAttribute('aria-rowcount', '1001');
    expect(row('part-0')).toHaveAttribute('aria-rowindex', '2');
    expect(names().length).toBeLessThan(30);

    scrollTo(500 * 44);
    await waitFor(() =>
      expect(row('part-500')).toHaveAttribute('aria-rowindex', '502'),
    );
    expect(row('part-509')).toBeInTheDocument();
    expect(screen.queryByText('part-20')).not.toBeInTheDocument();
    expect(names().length).toBeLessThan(40);
  });

  it('is as high as all of them', async () => {
    show(1_000);
    const grid = await screen.findByRole('grid', { name: 'Parts' });
    scrollTo(500 * 44);
    await waitFor(() => row('part-500'));
    const gaps = [...grid.querySelectorAll('tbody tr[aria-hidden] td')].map(
      cell => Number.parseInt(getComputedStyle(cell).height, 10),
    );
    const sum = gaps.reduce((all, one) => all + one, 0);
    expect(sum + names().length * 44).toBe(1_000 * 44);
  });

  it('is gone through by keys, one stop of Tab, from end to end', async () => {
    const user = userEvent.setup();
    show(1_000);
    await screen.findByRole('grid');
    expect(row('part-0')).toHaveAttribute('tabindex', '0');
    act(() => row('part-0').focus());
    await user.keyboard('{ArrowDown}');
    expect(row('part-1')).toHaveFocus();
    await user.keyboard('{PageDown}');
    expect(row('part-9')).toHaveFocus();
    await user.keyboard('{End}');
    expect(row('part-999')).toHaveFocus();
    expect(row('part-995')).toBeInTheDocument();
    expect(row('part-999')).toHaveAttribute('tabindex', '0');
    await user.keyboard('{Enter}');
    expect(opened).toHaveBeenLastCalledWith('id-999');
    await user.keyboard('{Home}{ArrowUp}');
    expect(row('part-0')).toHaveFocus();
  });

  it('keeps the focus of a row that is scrolled out of sight', async () => {
    show(1_000);
    await screen.findByRole('grid');
    act(() => row('part-3').focus());
    scrollTo(500 * 44);
    await waitFor(() => row('part-500'));
    expect(row('part-3')).toHaveFocus();
    expect(screen.queryByText('part-2')).not.toBeInTheDocument();
  });

  it('brings the row that is selected into sight', async () => {
    show(1_000, { selected: 'id-700' });
    const selected = await screen.findByRole('row', { selected: true });
    expect(selected).toBe(row('part-700'));
    expect(selected).toHaveAttribute('tabindex', '0');
    expect(row('part-696')).toBeInTheDocument();
    expect(row('part-704')).toBeInTheDocument();
    expect(screen.queryByText('part-0')).not.toBeInTheDocument();
  });
});

describe('a row', () => {
  it('opens by a click, but not by one on what is in it', async () => {
    const user = userEvent.setup();
    show(3);
    await user.click(await screen.findByText('part-1'));
    expect(opened.mock.calls).toEqual([['id-1']]);
    await user.click(screen.getAllByRole('button', { name: 'Do' })[2]);
    expect(pressed).toHaveBeenCalledTimes(1);
    await user.keyboard('{Enter}');
    expect(pressed).toHaveBeenCalledTimes(2);
    expect(opened).toHaveBeenCalledTimes(1);
  });
});

describe('the head of a column', () => {
  it('sorts all rows, and the URL says so', async () => {
    const user = userEvent.setup();
    const tab = show(1_000);
    const head = await screen.findByRole('button', { name: 'Name' });
    await user.click(head);
    expect(tab.param('sort')).toBe('name');
    await user.click(head);
    expect(tab.param('sort')).toBe('-name');
    expect(names()[0]).toBe('part-999');
    expect(head.closest('th')).toHaveAttribute('aria-sort', 'descending');
    await user.click(head);
    expect(tab.param('sort')).toBeNull();
    expect(names()[0]).toBe('part-0');
  });

  it('is believed as the URL says it', async () => {
    show(1_000, { query: { sort: '-name' } });
    await screen.findByRole('grid');
    expect(names()[0]).toBe('part-999');
  });
});
