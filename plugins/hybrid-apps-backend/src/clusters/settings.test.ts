import { ConfigReader } from '@backstage/config';
import { DEFAULT_SETTINGS, readClusterSettings } from './settings';
import { KINDS } from '../kinds';

describe('readClusterSettings', () => {
  it('needs no configuration', () => {
    expect(readClusterSettings(new ConfigReader({}), KINDS)).toEqual(
      DEFAULT_SETTINGS,
    );
  });

  it('takes what hybridApps.watch says', () => {
    const settings = readClusterSettings(
      new ConfigReader({
        hybridApps: {
          watch: {
            exclude: ['events', 'datavolumes.cdi.kubevirt.io'],
            namespaces: [
              { cluster: 'production-1', names: ['shop', 'bank'] },
              { cluster: 'other', names: ['desk'] },
              { cluster: 'production-1', names: ['bank', 'desk'] },
            ],
            maxNamespaces: 5,
            pageSize: 100,
            concurrentLists: 2,
          },
        },
      }),
      KINDS,
    );
    expect(settings).toEqual({
      ...DEFAULT_SETTINGS,
      exclude: ['events', 'datavolumes.cdi.kubevirt.io'],
      namespaces: new Map([
        ['production-1', ['shop', 'bank', 'desk']],
        ['other', ['desk']],
      ]),
      maxNamespaces: 5,
      pageSize: 100,
      concurrentLists: 2,
    });
  });

  it.each([
    [{ exclude: ['Pod'] }, "names 'Pod', which is none of the watched kinds"],
    [
      { namespaces: [{ cluster: 'a', names: ['shop', 'shop-*'] }] },
      "namespaces names 'shop-*' for the cluster 'a', which can be no namespace",
    ],
    [
      { maxNamespaces: 0 },
      'hybridApps.watch.maxNamespaces must be a whole number above 0, not 0',
    ],
    [
      { pageSize: 0 },
      'hybridApps.watch.pageSize must be a whole number above 0, not 0',
    ],
    [
      { concurrentLists: 1.5 },
      'hybridApps.watch.concurrentLists must be a whole number above 0, not 1.5',
    ],
  ])('refuses %j', (watch, message) => {
    expect(() =>
      readClusterSettings(new ConfigReader({ hybridApps: { watch } }), KINDS),
    ).toThrow(message);
  });
});
