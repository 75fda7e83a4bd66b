import { casesIn } from '../__testUtils__/cases';

describe.each(['routes.yaml', 'deploymentConfigs.yaml'])('%s', file => {
  it.each(casesIn(__dirname, file))('%s', (_, { answers, expected }) => {
    expect(answers()).toEqual([expected]);
  });
});
