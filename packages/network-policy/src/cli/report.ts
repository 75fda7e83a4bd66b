import { relative, sep } from 'node:path';
import type { FindingKind } from '../findings/types';
import type { Place } from '../manifests';
import { printable } from './tables';

/** Something that `check` has to say of a place. */
export interface Result {
  readonly rule: FindingKind | 'assertion' | 'bad-assertion';
  /** `failed`: an assertion does not hold; `problem`: it cannot be taken. */
  readonly level: 'failed' | 'problem' | 'error' | 'warning' | 'info';
  readonly place: Place;
  readonly message: string;
  readonly fix?: string;
}

/** What each rule is about, for those who read results without this command at hand. */
const RULES: Readonly<Record<Result['rule'], string>> = {
  assertion: 'A connection is otherwise than an assertion says',
  'bad-assertion': 'An assertion cannot be taken',
  'invalid-object': 'An API server would refuse the object, or a rule of it',
  'unsupported-object': 'The object is outside of what netpol reads',
  'policy-selects-nothing': 'A policy selects no workload',
  'peer-matches-nothing': 'A rule names a peer that matches nothing',
  'named-port-unresolved': 'A rule names a port that no selected pod has',
  'egress-without-dns': 'Egress is isolated, and DNS is not permitted',
  'service-port-blocked': 'Policies block the port that a Service leads to',
  'policy-shadowed': 'A policy never decides, as another one comes before it',
  'equal-priority':
    'Policies of equal priority: which one decides is undefined',
  'policies-not-enforced': 'The network plugin enforces no policies',
  'workload-open-beside-isolated': 'A workload is open beside isolated ones',
  'rule-open-to-world': 'A rule allows every address',
  'secondary-interface-uncovered':
    'No policy covers a secondary network interface',
};

/** One line for each, as compilers write them. */
export function text(results: readonly Result[]): string {
  return results
    .map(({ place: { file, line, column }, level, message, fix }) => {
      const advice = fix ? `. ${fix}` : '';
      const said = `${file}:${line}:${column}: ${level}: ${message}${advice}`;
      return `${printable(said)}\n`;
    })
    .join('');
}

const LEVELS = {
  failed: 'error',
  problem: 'error',
  error: 'error',
  warning: 'warning',
  info: 'note',
} as const;

/** Relative to where the command runs, as a repository's checkout is. */
function uriOf(file: string): string {
  return relative(process.cwd(), file)
    .split(sep)
    .map(encodeURIComponent)
    .join('/');
}

/** SARIF 2.1.0 (docs.oasis-open.org/sarif), for the lines of a pull request. */
export function sarif(results: readonly Result[]): string {
  const ids = [...new Set(results.map(({ rule }) => rule))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'netpol',
            rules: ids.map(id => ({
              id,
              shortDescription: { text: RULES[id] },
            })),
          },
        },
        results: results.map(({ rule, level, place, message, fix }) => ({
          ruleId: rule,
          ruleIndex: ids.indexOf(rule),
          level: LEVELS[level],
          message: { text: fix ? `${message}. ${fix}.` : message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(place.file) },
                region: { startLine: place.line, startColumn: place.column },
              },
            },
          ],
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
