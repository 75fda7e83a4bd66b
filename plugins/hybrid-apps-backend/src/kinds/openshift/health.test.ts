import { casesIn } from '../__testUtils__/cases';

it.each(casesIn(__dirname, 'routes.yaml'))('%s', (_, { answers, expected }) => {
  expect(answers()).toEqual([expected]);
});
