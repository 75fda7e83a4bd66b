import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './install.mjs';

/** The path of a command that a dependency brings. */
export const bin = name => join(root, 'node_modules', '.bin', name);

/**
 * Runs one command to its end and gives back its exit code. Ctrl-C reaches it
 * as it reaches this process.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      ...options,
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? 1 : code ?? 1));
  });
}
