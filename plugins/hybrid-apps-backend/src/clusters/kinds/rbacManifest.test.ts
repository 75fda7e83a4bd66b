import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { WATCHED_KINDS } from './watchedKinds';

interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

const manifest = join(__dirname, '../../../../../deploy/rbac.yaml');
const rulesOf = (role: string): Rule[] => {
  const found = parseAllDocuments(readFileSync(manifest, 'utf8'))
    .map(document => document.toJS())
    .find(
      ({ kind, metadata }) => kind === 'ClusterRole' && metadata.name === role,
    );
  return found.rules;
};

describe('deploy/rbac.yaml', () => {
  const viewer = rulesOf('hybrid-apps-viewer');

  it.each(
    WATCHED_KINDS.flatMap(({ groups, resource }) =>
      groups.map(group => [resource, group] as const),
    ),
  )('lets the portal watch %s of group %j', (resource, group) => {
    const verbs = viewer
      .filter(
        rule =>
          rule.apiGroups.includes(group) &&
          (rule.resources.includes(resource) || rule.resources.includes('*')),
      )
      .flatMap(rule => rule.verbs);
    expect(verbs).toEqual(expect.arrayContaining(['get', 'list', 'watch']));
  });

  it.each(['hybrid-apps-viewer', 'hybrid-apps-provisioner'])(
    'does not let %s read Secrets',
    role => {
      for (const { apiGroups, resources } of rulesOf(role)) {
        const isCore = apiGroups.includes('') || apiGroups.includes('*');
        expect(isCore && /secrets|\*/.test(resources.join())).toBe(false);
      }
    },
  );
});
