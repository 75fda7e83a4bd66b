import { join } from 'node:path';
import { testCases } from '../__testUtils__/cases';

describe('the health of what a cluster is made of', () => {
  testCases(join(__dirname, 'testdata', 'health.yaml'));
});
