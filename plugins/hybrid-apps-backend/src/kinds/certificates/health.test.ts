import { casesIn } from '../__testUtils__/cases';

describe('the health of certificates', () => {
  it.each(casesIn(__dirname, 'health.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});
