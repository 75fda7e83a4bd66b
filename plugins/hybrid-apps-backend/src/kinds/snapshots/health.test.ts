import { casesIn } from '../__testUtils__/cases';

describe('copies of VMs', () => {
  it.each(casesIn(__dirname, 'snapshots.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});
