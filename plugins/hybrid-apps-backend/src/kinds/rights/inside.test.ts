import { insideCases } from '../__testUtils__/cases';

describe('the rights of a ServiceAccount', () => {
  it.each(insideCases(__dirname, 'inside.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});
