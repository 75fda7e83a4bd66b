import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef } from 'react';
import { useOneStop } from '../components';
import { onGridKey } from './gridKeys';

/** Rows of cells, of which those without a name have no button. */
function Grid({ rows }: { rows: string[][] }) {
  const table = useRef<HTMLTableElement>(null);
  useOneStop(table, 'td button');
  return (
    <>
      <table ref={table} role="grid" onKeyDown={onGridKey}>
        <tbody>
          {rows.map(names => (
            <tr key={names.join()}>
              <th scope="row">row</th>
              {names.map((name, index) => (
                <td key={index}>
                  {name && <button type="button">{name}</button>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button">after</button>
    </>
  );
}

const ROWS = [
  ['a', '', 'c'],
  ['d', 'e', 'f'],
];

const focused = () => document.activeElement?.textContent;

describe('the keys of a grid', () => {
  it('make of it one stop of Tab, at the cell that was left', async () => {
    render(<Grid rows={ROWS} />);
    await userEvent.tab();
    expect(focused()).toBe('a');
    await userEvent.keyboard('{ArrowDown}{ArrowRight}');
    expect(focused()).toBe('e');
    await userEvent.tab();
    expect(focused()).toBe('after');
    await userEvent.tab({ shift: true });
    expect(focused()).toBe('e');
  });

  it.each([
    ['ArrowRight', 'a', 'c'],
    ['ArrowLeft', 'c', 'a'],
    ['ArrowDown', 'c', 'f'],
    ['ArrowUp', 'd', 'a'],
    ['ArrowUp', 'e', 'e'],
    ['ArrowRight', 'f', 'f'],
  ])('%s leads from %s to %s', async (key, from, to) => {
    render(<Grid rows={ROWS} />);
    screen.getByRole('button', { name: from }).focus();
    await userEvent.keyboard(`{${key}}`);
    expect(focused()).toBe(to);
  });

  it('keep a stop where cells come and go', async () => {
    const { rerender } = render(<Grid rows={ROWS} />);
    await userEvent.tab();
    rerender(<Grid rows={[['x', 'y']]} />);
    screen.getByRole('button', { name: 'after' }).focus();
    await userEvent.tab({ shift: true });
    expect(focused()).toBe('x');
  });
});
