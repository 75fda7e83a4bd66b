import { readSort, sortRows, writeSort } from './sortRows';

interface Row {
  id: string;
  name: string;
}
const row = (id: string, name: string): Row => ({ id, name });
const name = { id: 'name', sortBy: (each: Row) => each.name };
const columns = [name, { id: 'why' }];

describe('sortRows', () => {
  const rows = [row('1', 'part-10'), row('2', 'part-9'), row('3', 'part-9')];
  const ids = (descending?: boolean) =>
    sortRows(rows, name.sortBy, { descending, locale: 'en' }).map(
      ({ id }) => id,
    );

  it('sorts numbers by their value, and leaves what is alike as it came', () => {
    expect(ids()).toEqual(['2', '3', '1']);
    expect(ids(true)).toEqual(['1', '2', '3']);
    expect(rows.map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it('leaves rows as they came where nobody wants them sorted', () => {
    expect(sortRows(rows, undefined, { locale: 'en' })).toBe(rows);
  });
});

describe('the sort in the URL', () => {
  it.each([
    ['name', { column: name, descending: false }],
    ['-name', { column: name, descending: true }],
    [null, undefined],
    ['', undefined],
    ['-', undefined],
    ['why', undefined],
    ['unheard-of', undefined],
  ])('is read: %s', (text, sort) => {
    expect(readSort(text, columns)).toEqual(sort);
  });

  it('goes up, then down, then away', () => {
    const press = (text: string | undefined) =>
      writeSort(name, readSort(text ?? null, columns));
    expect(press(undefined)).toBe('name');
    expect(press('name')).toBe('-name');
    expect(press('-name')).toBeUndefined();
    expect(press('why')).toBe('name');
  });
});
