import { casesIn } from '../__testUtils__/cases';

describe('the health of what clusters lend each other', () => {
  it.each(casesIn(__dirname, 'health.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});
