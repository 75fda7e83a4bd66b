import { casesIn } from '../__testUtils__/cases';

describe('a migration', () => {
  it.each(casesIn(__dirname, 'migration.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});
