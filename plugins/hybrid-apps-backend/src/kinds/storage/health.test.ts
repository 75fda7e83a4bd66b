import { casesIn } from '../__testUtils__/cases';

describe('a DataVolume', () => {
  it.each(casesIn(__dirname, 'dataVolume.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});

describe('golden images', () => {
  it.each(casesIn(__dirname, 'goldenImages.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});

describe('a PersistentVolumeClaim', () => {
  it.each(casesIn(__dirname, 'claim.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});
