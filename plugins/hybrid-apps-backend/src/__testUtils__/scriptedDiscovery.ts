/** A kind that the scripted server serves. */
export interface ScriptedKind {
  group: string;
  version: string;
  kind: string;
  plural: string;
}

/** An answer to send as JSON. */
interface Answer {
  code: number;
  body: unknown;
}

const VERBS = ['get', 'list', 'watch'];

const pathOf = (group: string, version: string) =>
  group ? `/apis/${group}/${version}` : `/api/${version}`;

/**
 * What an API server says that it serves; undefined where the path is none of
 * discovery.
 */
export function answerDiscovery(
  path: string,
  accept: string,
  served: {
    kinds: readonly ScriptedKind[];
    /** Whether aggregated discovery is known, as it is from Kubernetes 1.26. */
    aggregated: boolean;
    /** Registered, but the API services behind them are down. */
    silentGroups: ReadonlySet<string>;
  },
): Answer | undefined {
  const { kinds, aggregated, silentGroups } = served;
  const groups = [...new Set(kinds.map(({ group }) => group))];
  const versionsOf = (group: string) => [
    ...new Set(
      kinds.filter(kind => kind.group === group).map(({ version }) => version),
    ),
  ];
  const kindsOf = (group: string, version: string) =>
    silentGroups.has(group)
      ? []
      : kinds.filter(kind => kind.group === group && kind.version === version);

  if (path === '/api' || path === '/apis') {
    if (aggregated && accept.includes('as=APIGroupDiscoveryList')) {
      const items = groups
        .filter(group => (path === '/api') === (group === ''))
        .map(group => ({
          metadata: group ? { name: group } : {},
          versions: versionsOf(group).map(version => ({
            version,
            freshness: silentGroups.has(group) ? 'Stale' : 'Current',
            resources: kindsOf(group, version).map(({ plural, kind }) => ({
              resource: plural,
              responseKind: { group, version, kind },
              scope: 'Namespaced',
              verbs: VERBS,
            })),
          })),
        }));
      return { code: 200, body: { kind: 'APIGroupDiscoveryList', items } };
    }
    if (path === '/api') {
      const versions = versionsOf('');
      return { code: 200, body: { kind: 'APIVersions', versions } };
    }
    const named = groups.filter(Boolean).map(name => {
      const versions = versionsOf(name).map(version => ({
        version,
        groupVersion: `${name}/${version}`,
      }));
      return { name, versions, preferredVersion: versions[0] };
    });
    return { code: 200, body: { kind: 'APIGroupList', groups: named } };
  }

  const [found] = kinds.filter(
    ({ group, version }) => pathOf(group, version) === path,
  );
  if (!found) {
    return undefined;
  }
  if (silentGroups.has(found.group)) {
    return { code: 503, body: 'service unavailable' };
  }
  return {
    code: 200,
    body: {
      kind: 'APIResourceList',
      resources: kindsOf(found.group, found.version).flatMap(
        ({ plural, kind }) =>
          [plural, `${plural}/status`].map(name => ({
            name,
            kind,
            namespaced: true,
            verbs: VERBS,
          })),
      ),
    },
  };
}
