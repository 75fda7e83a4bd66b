import assert from 'node:assert/strict';
import { test } from 'node:test';
import { best, isReached, percentile, toJson, toTable } from './report.mjs';

const views = {
  name: 'views',
  value: 3000,
  against: 100,
  unit: 'views/s',
  goal: 20,
  better: 'more',
};
const time = {
  name: 'time',
  value: 123.456,
  unit: 'ms',
  goal: 100,
  better: 'less',
};
const lost = {
  name: 'lost',
  value: null,
  unit: 'ms',
  goal: 100,
  better: 'less',
};
const told = { name: 'told', value: 7, unit: '', better: 'more' };

test('the JSON has each figure by its name, with all fields', () => {
  assert.deepEqual(toJson([views, time, lost, told]), {
    views: {
      value: 3000,
      unit: 'views/s',
      against: 100,
      ratio: 30,
      goal: 20,
      better: 'more',
    },
    time: {
      value: 123.5,
      unit: 'ms',
      against: null,
      ratio: null,
      goal: 100,
      better: 'less',
    },
    lost: {
      value: null,
      unit: 'ms',
      against: null,
      ratio: null,
      goal: 100,
      better: 'less',
    },
    told: {
      value: 7,
      unit: '',
      against: null,
      ratio: null,
      goal: null,
      better: 'more',
    },
  });
});

test('the goal is of the ratio where there is one, else of the value', () => {
  const reached = figure => isReached(toJson([figure])[figure.name]);
  for (const [figure, expected] of [
    [views, true],
    [{ ...views, against: 1000 }, false],
    [{ ...views, against: 0 }, undefined],
    [time, false],
    [{ ...time, value: 100 }, true],
    [{ ...time, against: 2 }, true],
    [lost, undefined],
    [told, undefined],
  ]) {
    assert.equal(reached(figure), expected, JSON.stringify(figure));
  }
});

test('the table has a line for each figure, all of one width', () => {
  const lines = toTable([views, time, told]).split('\n');
  assert.equal(lines.length, 5);
  assert.equal(new Set(lines.map(line => line.length)).size, 1);
  assert.match(
    lines[2],
    /^\| views +\| 3000 views\/s \| 100 +\| 30 +\| ≥ 20 +\| yes +\|$/,
  );
  assert.match(
    lines[3],
    /^\| time +\| 123\.5 ms +\| — +\| — +\| ≤ 100 +\| NO +\|$/,
  );
});

test('a percentile is one of the values, whatever their order', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  assert.equal(percentile(hundred, 0.5), 50);
  assert.equal(percentile(hundred, 0.95), 95);
  assert.equal(percentile([7], 0.95), 7);
  assert.equal(percentile([], 0.5), null);
});

test('of several rounds the one that was disturbed least counts', () => {
  assert.equal(best([58, 51, 60], 'more'), 60);
  assert.equal(best([130, 120, 400], 'less'), 120);
});
