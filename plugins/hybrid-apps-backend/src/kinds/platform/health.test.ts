import { join } from 'node:path';
import { judgedAs, readCases } from '../__testUtils__/cases';

describe('the health of what a cluster is made of', () => {
  it.each(readCases(join(__dirname, 'testdata', 'health.yaml')))(
    '$name',
    one => {
      expect(judgedAs(one)).toEqual(one.health);
    },
  );
});
