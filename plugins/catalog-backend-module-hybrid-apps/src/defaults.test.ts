import { ConfigReader } from '@backstage/config';
import { readDefaults } from './defaults';

const read = (settings: object) =>
  readDefaults(new ConfigReader({ ...settings }));

describe('readDefaults', () => {
  it('takes what is configured, and has words of its own for the rest', () => {
    expect(read({})).toEqual({ owner: 'unknown', lifecycle: 'production' });
    expect(
      read({ defaultOwner: 'group:default/platform', lifecycle: 'testing' }),
    ).toEqual({ owner: 'group:default/platform', lifecycle: 'testing' });
  });

  it('refuses an owner that the catalog could not resolve', () => {
    expect(() => read({ defaultOwner: 'Team Platform' })).toThrow(
      "catalog.providers.hybridApps.defaultOwner is 'Team Platform', which is no entity reference",
    );
  });
});
