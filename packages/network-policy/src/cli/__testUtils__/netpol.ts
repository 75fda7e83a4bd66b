import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { run } from '../run';

export const BIN = resolve(__dirname, '../../../bin/netpol');

/** Folders of manifests. */
export const FIXTURES = resolve(__dirname, '../__fixtures__');
export const INVENTORY = join(FIXTURES, 'inventory');
export const BROKEN = join(FIXTURES, 'broken');
export const FINDINGS = join(FIXTURES, 'findings');
export const ROUTES = join(FIXTURES, 'routes');

/** Ends of connections in INVENTORY. */
export const WEB = 'inventory/web';
export const DB = 'inventory/mongodb-vm';

interface Surroundings {
  /** Standard input. */
  readonly input?: string;
  /** Where the command runs. */
  readonly cwd?: string;
}

/** Runs the command in this process. */
export async function netpol(
  args: readonly string[],
  { input = '', cwd = process.cwd() }: Surroundings = {},
) {
  const told = { stdout: '', stderr: '' };
  const before = process.cwd();
  process.chdir(cwd);
  try {
    const status = await run(args, {
      in: () => Buffer.from(input),
      out: text => {
        told.stdout += text;
      },
      err: text => {
        told.stderr += text;
      },
    });
    return { status, ...told };
  } finally {
    process.chdir(before);
  }
}

/** Runs it as a shell would: a process takes as long as a hundred answers. */
export function shell(args: readonly string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [BIN, ...args],
    { encoding: 'utf8', input },
  );
  return { status, stdout, stderr };
}

/** Options that ask about a connection in INVENTORY. */
export const question = (
  source: string,
  destination: string,
  ...rest: string[]
) => [
  ...['--dir', INVENTORY, '--source', source, '--destination', destination],
  ...rest,
];
