import { casesIn } from '../__testUtils__/cases';

describe('Jobs', () => {
  it.each(casesIn(__dirname, 'jobs.yaml'))('%s', (_, { answers, expected }) => {
    expect(answers()).toEqual([expected]);
  });
});

describe('CronJobs', () => {
  it.each(casesIn(__dirname, 'cronJobs.yaml'))(
    '%s',
    (_, { answers, expected }) => {
      expect(answers()).toEqual([expected]);
    },
  );
});
