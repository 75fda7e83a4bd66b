import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { groupResource } from '../store/storeFromObjects';
import { KINDS } from '../../kinds';

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

  it('lets the portal read the kinds that it watches, and nothing else', () => {
    const granted = viewer.flatMap(({ apiGroups, resources, verbs }) => {
      expect(verbs).toEqual(['get', 'list', 'watch']);
      return apiGroups.flatMap(group =>
        resources.map(resource => groupResource(group, resource)),
      );
    });
    const watched = KINDS.watched.flatMap(({ groups, resource }) =>
      groups.map(group => groupResource(group, resource)),
    );
    expect(granted.sort()).toEqual(watched.sort());
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
