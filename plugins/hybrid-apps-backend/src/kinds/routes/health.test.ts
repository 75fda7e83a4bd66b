import { join } from 'node:path';
import { testCases } from '../__testUtils__/cases';

describe('the health of ways in', () => {
  testCases(join(__dirname, 'testdata', 'health.yaml'));
});
