import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createStoreFromObjects } from '../../kinds';
import { createOpenings, readOpenings } from '.';

const config = (...clusters: JsonObject[]) =>
  new ConfigReader({ hybridApps: { provisioning: { clusters } } });

const namespace = (name: string, labels: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});

const storeOf = (
  objects: ReturnType<typeof namespace>[] = [],
  knowledge: KindKnowledge[] = [],
) => createStoreFromObjects('onprem', objects, { knowledge });

const isPlatform = (name: string) => name === 'monitoring';

/** What is said of a namespace: the profile of the entry that opens it, or why it is closed. */
function said(
  clusters: JsonObject[],
  name: string,
  store = storeOf(),
): string | undefined {
  const { terms, closed } = createOpenings(
    readOpenings(config(...clusters)),
    isPlatform,
  ).of(store, name);
  return terms?.podSecurity ?? closed?.message;
}

const NOT_OPEN =
  /^namespace '\S+' of cluster 'onprem' is not open for apps\. .*hybridApps\.provisioning\.clusters/;
const PLATFORM = /^namespace '\S+' of cluster 'onprem' is the platform's own/;

describe('a namespace', () => {
  it('is closed where nothing is said', () => {
    expect(said([], 'shop')).toMatch(NOT_OPEN);
    expect(readOpenings(new ConfigReader({}))).toEqual([]);
  });

  it.each([
    ['shop', 'shop'],
    ['team-*', 'team-a'],
    ['*', 'not-made-yet'],
  ])('is opened by the name %s: %s', (pattern, name) => {
    const entry = { cluster: 'onprem', namespaces: [pattern] };
    expect(said([entry], name)).toBe('baseline');
    expect(said([{ ...entry, cluster: 'cloud' }], name)).toMatch(NOT_OPEN);
    expect(said([{ ...entry, namespaces: ['other-*'] }], name)).toMatch(
      NOT_OPEN,
    );
  });

  it.each(['kube-system', 'kube-public', 'openshift-dns', 'cdi', 'monitoring'])(
    "is never opened where it is the platform's: %s",
    name => {
      const store = storeOf([namespace(name, { apps: 'yes' })]);
      expect(
        said(
          [
            { cluster: 'onprem', namespaces: ['*', name] },
            { cluster: 'onprem', namespaceSelector: 'apps=yes' },
          ],
          name,
          store,
        ),
      ).toMatch(PLATFORM);
    },
  );

  it('is opened by its name alone where it is nobody’s', () => {
    const store = storeOf([namespace('default', { apps: 'yes' })]);
    const others = [
      { cluster: 'onprem', namespaces: ['*', 'd*'] },
      { cluster: 'onprem', namespaceSelector: 'apps=yes' },
    ];
    expect(said(others, 'default', store)).toMatch(NOT_OPEN);
    expect(
      said([{ cluster: 'onprem', namespaces: ['default'] }], 'default', store),
    ).toBe('baseline');
  });

  it('is opened by its labels, once it is there', () => {
    const bySelector = {
      cluster: 'onprem',
      namespaceSelector: 'apps in (yes,some),!closed',
    };
    const store = storeOf([
      namespace('shop', { apps: 'yes' }),
      namespace('bank', { apps: 'yes', closed: '' }),
    ]);
    expect(said([bySelector], 'shop', store)).toBe('baseline');
    expect(said([bySelector], 'bank', store)).toMatch(NOT_OPEN);
    expect(said([bySelector], 'nowhere', store)).toMatch(NOT_OPEN);
  });

  it('has the terms of the first entry that means it', () => {
    const entries = [
      {
        cluster: 'onprem',
        namespaceSelector: 'tier=strict',
        podSecurity: 'restricted',
      },
      { cluster: 'onprem', namespaces: ['*'], podSecurity: 'privileged' },
    ];
    const store = storeOf([namespace('shop', { tier: 'strict' })]);
    expect(said(entries, 'shop', store)).toBe('restricted');
    expect(said(entries, 'bank', store)).toBe('privileged');
  });

  it.each(['stale', 'forbidden', 'unreachable'] as const)(
    'is closed while its labels are %s, also where another entry would open it',
    state => {
      const entries = [
        { cluster: 'onprem', namespaces: ['shop'] },
        {
          cluster: 'onprem',
          namespaceSelector: 'tier=strict',
          podSecurity: 'restricted',
        },
        { cluster: 'onprem', namespaces: ['*'], podSecurity: 'privileged' },
      ];
      const store = storeOf(
        [],
        [{ cluster: 'onprem', kind: 'namespaces', state }],
      );
      expect(said(entries, 'shop', store)).toBe('baseline');
      expect(said(entries, 'bank', store)).toMatch(
        new RegExp(`^whether namespace 'bank' .* its labels are ${state}\\.`),
      );
    },
  );
});

describe('the configuration', () => {
  it.each<[string, JsonObject, string]>([
    ['a key is misspelt', { namspaces: ['a'] }, 'namspaces'],
    ['nothing is opened', {}, 'takes one of namespaces and namespaceSelector'],
    [
      'two ways are mixed',
      { namespaces: ['a'], namespaceSelector: 'a=b' },
      'takes one of namespaces and namespaceSelector',
    ],
    [
      'a name can be none',
      { namespaces: ['a', 'Team_A'] },
      'clusters[0].namespaces[1]: has to be the name of a namespace, or a pattern like team-*',
    ],
    [
      'a selector is none',
      { namespaceSelector: 'a=b=c' },
      'clusters[0].namespaceSelector: cannot be read',
    ],
    [
      'a profile is none',
      { namespaces: ['a'], podSecurity: 'strict' },
      'clusters[0].podSecurity',
    ],
    [
      'what is allowed is nothing',
      { namespaces: ['a'], allow: ['hostPaths'] },
      'clusters[0].allow[0]',
    ],
  ])('is refused where %s', (_, entry, message) => {
    expect(() => readOpenings(config({ cluster: 'onprem', ...entry }))).toThrow(
      message,
    );
  });

  const root = join(__dirname, '../../../../..');
  const read = (file: string) => parse(readFileSync(join(root, file), 'utf8'));
  const sandbox = { data: read('app-config.yaml'), context: 'app-config.yaml' };

  it('that ships opens the namespaces of the examples, and is closed in production', () => {
    const openings = createOpenings(
      readOpenings(ConfigReader.fromConfigs([sandbox])),
      isPlatform,
    );
    expect(openings.of(storeOf(), 'inventory').closed).toBeUndefined();
    expect(openings.of(storeOf(), 'other').terms).toBeUndefined();
    expect(
      readOpenings(
        ConfigReader.fromConfigs([
          sandbox,
          {
            data: read('app-config.production.yaml'),
            context: 'app-config.production.yaml',
          },
        ]),
      ),
    ).toEqual([]);
  });
});
