import fc from 'fast-check';
import { errorIn, oneLine, readRange, together } from './answer';

const GRID = { from: 1_000, stepSeconds: 30, count: 4 };
const matrix = (result: unknown, more: object = {}) => ({
  status: 'success',
  data: { resultType: 'matrix', result },
  ...more,
});
const valuesOf = (values: unknown) =>
  readRange(matrix([{ metric: {}, values }]), GRID)?.rows[0].values;

it('puts each sample in its place, and nothing where there is none', () => {
  expect(
    valuesOf([
      [1_000, '1.5'],
      [1_060.001, '2'],
    ]),
  ).toEqual([1.5, null, 2, null]);
});

it.each<[string, unknown]>([
  ['no number', [[1_000, 'many']]],
  ['none', [[1_000, '']]],
  ['NaN', [[1_000, 'NaN']]],
  ['without an end', [[1_000, '+Inf']]],
  ['a number that is no text', [[1_000, 1]]],
  ['before the time', [[900, '1']]],
  ['after it', [[1_200, '1']]],
  ['at no time', [['1000', '1']]],
  ['no pair', [1_000, '1']],
  ['no list', 'x'],
])('takes a value for none that is %s', (_, values) => {
  expect(valuesOf(values)).toEqual([null, null, null, null]);
});

it('reads labels that are texts, whatever they are called', () => {
  const metric = JSON.parse('{"__proto__":"a","pod":"web","n":1}');
  const [{ labels }] = readRange(matrix([{ metric }]), GRID)?.rows ?? [];
  expect([...labels]).toEqual([
    ['__proto__', 'a'],
    ['pod', 'web'],
  ]);
});

it.each<[string, unknown]>([
  ['nothing', undefined],
  ['a page', '<html>'],
  ['an error', { status: 'error', error: 'x' }],
  [
    'one moment',
    { status: 'success', data: { resultType: 'vector', result: [] } },
  ],
  ['no list', matrix({})],
])('is no answer that is %s', (_, body) => {
  expect(readRange(body, GRID)).toBeUndefined();
});

it('fails of nothing, and has as many values as were asked for', () => {
  fc.assert(
    fc.property(fc.array(fc.anything()), fc.anything(), (result, values) => {
      const answer = readRange(
        matrix([...result, { metric: values, values }]),
        GRID,
      );
      for (const row of answer?.rows ?? []) {
        expect(row.values).toHaveLength(GRID.count);
      }
    }),
  );
});

it('takes no more series than are worth reading', () => {
  const rows = Array.from({ length: 6_000 }, () => ({
    metric: {},
    values: [],
  }));
  expect(readRange(matrix(rows), GRID)?.rows).toHaveLength(5_000);
});

it('tells an error in one line, without labels, which may be of others', () => {
  expect(
    errorIn({
      status: 'error',
      error: 'found duplicate series\n for {node="secret"}\u202e',
    }),
  ).toBe('found duplicate series for {…}');
  expect(errorIn({ error: 'x' })).toBeUndefined();
  expect(oneLine('x'.repeat(10_000))).toHaveLength(300);
});

it('adds up what there is at each time', () => {
  expect(
    together(
      [
        [1, null, 3, null],
        [1, 2, null, null],
      ],
      (a, b) => a + b,
    ),
  ).toEqual([2, 2, 3, null]);
  expect(together([], Math.max)).toEqual([]);
});
