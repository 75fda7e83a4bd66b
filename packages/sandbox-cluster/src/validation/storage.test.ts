import { validate } from './index';
import { claim, Refused } from './testing';

describe('validation of storage', () => {
  it('takes a claim', () => {
    expect(validate(claim({}))).toEqual([]);
  });

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
  ])('refuses %s', (_what, bad, field, message) => {
    expect(validate(bad)).toEqual([
      expect.objectContaining({
        field,
        message: expect.stringContaining(message),
      }),
    ]);
  });
});
