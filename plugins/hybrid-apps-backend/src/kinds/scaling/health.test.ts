import { join } from 'node:path';
import { testCases } from '../__testUtils__/cases';

describe('the health of what watches over the number of Pods', () => {
  testCases(join(__dirname, 'testdata', 'health.yaml'));
});
