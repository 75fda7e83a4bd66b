import { join } from 'node:path';
import { testCases } from '../__testUtils__/cases';

describe('the health of certificates', () => {
  testCases(join(__dirname, 'testdata', 'health.yaml'));
});
