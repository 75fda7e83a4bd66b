import { insideCases } from '../__testUtils__/cases';

describe('what is behind a disk', () => {
  it.each(insideCases(__dirname, 'inside.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});
