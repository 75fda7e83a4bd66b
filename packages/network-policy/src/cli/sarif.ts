import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ArtifactLocation,
  Log,
  ReportingDescriptor,
  Result as SarifResult,
} from 'sarif';
import { version } from '../../package.json';
import { STANDARD_INPUT } from '../manifests';
import type { Result } from './report';
import { RULES } from './rules';
import type { Rule } from './rules';

/** What paths are relative to, by the name that other tools give it too. */
const ROOT = '%SRCROOT%';

const LEVELS = {
  failed: 'error',
  problem: 'error',
  error: 'error',
  warning: 'warning',
  info: 'note',
} as const;

/** The file itself, as code hosts show no results on links. */
function withoutLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** The checkout that the command runs in; where it runs when that is none. */
function repositoryRoot(): string {
  const here = withoutLinks(process.cwd());
  let folder = here;
  while (!existsSync(join(folder, '.git'))) {
    const parent = dirname(folder);
    if (parent === folder) {
      return here;
    }
    folder = parent;
  }
  return folder;
}

/** Relative to the repository, or in full for what lies outside. */
function locate(file: string, root: string): ArtifactLocation {
  if (file === STANDARD_INPUT) {
    return { uri: 'stdin' };
  }
  const path = withoutLinks(resolve(file));
  const below = relative(root, path);
  const isOutside = below.split(sep)[0] === '..' || isAbsolute(below);
  return isOutside
    ? { uri: pathToFileURL(path).href }
    : {
        uri: below.split(sep).map(encodeURIComponent).join('/') || '.',
        uriBaseId: ROOT,
      };
}

function descriptorOf([id, rule]: [string, Rule]): ReportingDescriptor {
  const { level, title, about, advice } = rule;
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: about },
    help: {
      text: `${about}\n\n${advice.replace(/`/g, '')}`,
      markdown: `${about}\n\n**What to do:** ${advice}`,
    },
    defaultConfiguration: { level: LEVELS[level] },
  };
}

/** SARIF 2.1.0 (docs.oasis-open.org/sarif), for the lines of a pull request. */
export function sarif(results: readonly Result[]): string {
  const root = repositoryRoot();
  const ids = Object.keys(RULES);
  const toSarif = (each: Result): SarifResult => {
    const { rule, level, place, message, fix } = each;
    const { line, column } = place;
    return {
      ruleId: rule,
      ruleIndex: ids.indexOf(rule),
      level: LEVELS[level],
      message: { text: fix ? `${message}. ${fix}.` : message },
      locations: [
        {
          physicalLocation: {
            artifactLocation: locate(place.file, root),
            region: {
              startLine: line,
              startColumn: column,
              endLine: line,
              endColumn: column + 1,
            },
          },
        },
      ],
    };
  };
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'netpol',
            semanticVersion: version,
            rules: Object.entries(RULES).map(descriptorOf),
          },
        },
        originalUriBaseIds: {
          [ROOT]: { uri: pathToFileURL(join(root, sep)).href },
        },
        // As JavaScript counts characters, and with it what reads the files.
        columnKind: 'utf16CodeUnits',
        results: results.map(toSarif),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
