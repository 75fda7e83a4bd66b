import { readManifests } from '@hybrid-apps/network-policy/cli';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { lookAtApp, lookAtObjects, namedTwice } from '.';
import { formatApp, formatObjects } from './text';

const USAGE = `What the portal would say of a folder of manifests.

  npm run --silent look -- --dir DIR [--entity FILE] [--format txt|json] [--cluster NAME]

  --dir DIR      Manifests, or what \`kubectl get -o yaml\` wrote: a folder or a file
  --entity FILE  Entities of the catalog, of which the first is the app: its summary,
                 topology and policy status. Without it: how each object is
  --format       txt or json; with --entity txt unless told, without it json
  --cluster      What the cluster is called, "local" unless told
`;

/** Where a run writes to. */
export interface Output {
  out(text: string): void;
  err(text: string): void;
}

class UsageError extends Error {}

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        dir: { type: 'string' },
        entity: { type: 'string' },
        format: { type: 'string' },
        cluster: { type: 'string', default: 'local' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : `${error}`);
  }
}

/** The documents of a folder; what cannot be read is told, and the rest is read. */
function read(path: string, { err }: Output): object[] {
  const { manifests, remarks } = readManifests(path, file =>
    readFileSync(file === '-' ? 0 : file),
  );
  for (const { kind, file, line, column, message } of remarks) {
    // Entities are notes to a reader of manifests, and no news here.
    if (kind === 'problem') {
      err(`${file}:${line}:${column}: ${message}\n`);
    }
  }
  const documents = manifests.map(({ object }) => object);
  for (const name of namedTwice(documents)) {
    err(
      `${name} is there more than once, and not the same: the last one counts. ` +
        'What is of several clusters is looked at folder by folder, with --cluster.\n',
    );
  }
  return documents;
}

async function answer(
  args: readonly string[],
  output: Output,
): Promise<string> {
  const { dir, entity, cluster, format, help } = readOptions(args);
  if (help) {
    return USAGE;
  }
  if (dir === undefined) {
    throw new UsageError('--dir is missing');
  }
  if (format !== undefined && format !== 'txt' && format !== 'json') {
    throw new UsageError(`--format is txt or json, not '${format}'`);
  }
  const documents = read(dir, output);
  const asJson = (report: object) => `${JSON.stringify(report, null, 2)}\n`;
  if (entity === undefined) {
    const report = lookAtObjects(cluster, documents);
    return format === 'txt' ? formatObjects(report.objects) : asJson(report);
  }
  const report = await lookAtApp(cluster, documents, read(entity, output));
  return format === 'json' ? asJson(report) : formatApp(report);
}

/**
 * Runs one command line.
 *
 * @returns the exit status: 0, or 2 where the question or the input is no good
 */
export async function look(
  args: readonly string[],
  output: Output,
): Promise<number> {
  try {
    output.out(await answer(args, output));
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const usage = error instanceof UsageError ? `\n${USAGE}` : '';
    output.err(`look: ${message}\n${usage}`);
    return 2;
  }
}
