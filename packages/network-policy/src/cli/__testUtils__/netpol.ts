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

/** Longer than any run takes. */
export const TIMEOUT_MS = 60_000;

/** Runs the command as a shell would. */
export function netpol(
  args: readonly string[],
  { input, cwd }: { readonly input?: string; readonly cwd?: string } = {},
) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [BIN, ...args],
    { encoding: 'utf8', input, cwd, timeout: TIMEOUT_MS },
  );
  return { status, stdout, stderr };
}

/** The same without a process of its own: for many short questions. */
export async function answer(args: readonly string[]) {
  const told = { stdout: '', stderr: '' };
  const status = await run(args, {
    out: text => {
      told.stdout += text;
    },
    err: text => {
      told.stderr += text;
    },
  });
  return { status, ...told };
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
