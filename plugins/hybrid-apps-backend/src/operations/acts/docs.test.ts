import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { systemClock } from '../../clock';
import { AccessNeed, Act } from './types';
import { allActs } from './index';

const root = join(__dirname, '../../../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const acts = allActs(systemClock);

const DANGERS: Record<Act['danger'], string> = {
  none: 'nothing',
  asks: 'a yes',
  asksName: 'its name',
};

const inWords = ({ group, resource, verb }: AccessNeed) =>
  `${verb} \`${resource}\`${group && ` of \`${group}\``}`;

/** What the table of docs/operate.md is to say of an act, cell by cell. */
const rowOf = ({ id, words, kinds, right, danger, needs }: Act): string[] => [
  words.label,
  `\`${id}\``,
  kinds.map(kind => kind.slice(kind.indexOf('/') + 1)).join(', '),
  `\`hybrid-apps.app.${right}\``,
  DANGERS[danger],
  needs.map(inWords).join(', '),
];

/** The rows of the table under a heading, without the lines that make it one. */
function tableUnder(heading: string, text: string): string[][] {
  const [, rest = ''] = text.split(`\n## ${heading}\n`);
  return rest
    .split('\n## ')[0]
    .split('\n')
    .filter(line => line.startsWith('| '))
    .slice(2)
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    );
}

interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
  resourceNames?: string[];
}

const inRbac = (needs: readonly AccessNeed[]): string[] =>
  [
    ...new Set(
      needs.map(
        ({ group, resource, verb }) => `${verb} ${resource} of '${group}'`,
      ),
    ),
  ].sort();

it('docs/operate.md tells each act as it is, and no other', () => {
  expect(tableUnder('Acts', read('docs/operate.md'))).toEqual(acts.map(rowOf));
});

it('deploy/rbac.yaml lets an operator do what acts need, and nothing else', () => {
  const role = parseAllDocuments(read('deploy/rbac.yaml'))
    .map(document => document.toJS())
    .find(({ metadata }) => metadata.name === 'hybrid-apps-operator');
  expect(role.kind).toBe('ClusterRole');
  const rules: Rule[] = role.rules;
  expect(rules.filter(({ resourceNames }) => resourceNames)).toEqual([]);
  const granted = rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap(group =>
      resources.flatMap(resource =>
        verbs.map(verb => ({ group, resource, verb })),
      ),
    ),
  );
  expect(inRbac(granted)).toEqual(inRbac(acts.flatMap(({ needs }) => needs)));
  // Each is there once.
  expect(granted).toHaveLength(inRbac(granted).length);
});
