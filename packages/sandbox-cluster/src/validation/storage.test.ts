import { KubeObject } from '../objects';
import { claim, expectRefusal, expectValid, Refused } from './testing';

describe('validation of storage', () => {
  it.each<[string, KubeObject]>([['a claim', claim({})]])(
    'takes %s',
    expectValid,
  );

  it.each<Refused>([
    [
      'a claim without a size',
      claim({ resources: {} }),
      'spec.resources[storage]',
      'Required value',
    ],
    [
      'a claim without access modes',
      claim({ accessModes: [] }),
      'spec.accessModes',
      'Required value: at least 1 access mode is required',
    ],
  ])('refuses %s', expectRefusal);
});
