import { insideCases } from '../__testUtils__/cases';

describe('what workloads have beside their Pods', () => {
  it.each(insideCases(__dirname, 'inside.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});
