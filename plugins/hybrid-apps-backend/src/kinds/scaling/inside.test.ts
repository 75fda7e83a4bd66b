import { insideCases } from '../__testUtils__/cases';

describe('what autoscalers and disruption budgets go by', () => {
  it.each(insideCases(__dirname, 'inside.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});
