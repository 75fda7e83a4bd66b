import { join } from 'node:path';
import { judgedAs, readCases } from '../__testUtils__/cases';

describe('the health of ways in', () => {
  it.each(readCases(join(__dirname, 'testdata', 'health.yaml')))(
    '$name',
    one => {
      expect(judgedAs(one)).toEqual(one.health);
    },
  );
});
