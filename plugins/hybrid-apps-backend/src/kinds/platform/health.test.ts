import { casesIn } from '../__testUtils__/cases';

describe('the health of what a cluster is made of', () => {
  it.each(casesIn(__dirname, 'health.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});
