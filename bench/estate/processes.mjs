/** Processes of the bench: each answers questions by name, and ends with who asked. */
import { fork } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const root = dirname(dirname(here));
/** What the portal's backend can load, the bench's processes can. */
export const requireOfBackend = createRequire(
  join(root, 'packages', 'backend', 'package.json'),
);

/**
 * Starts one, and waits until it listens to questions.
 *
 * @param {string} file - beside this one
 * @param {string} folder - for what it prints
 * @param {{ args?: string[], env?: Record<string, string> }} [options]
 */
export async function startProcess(file, folder, { args = [], env = {} } = {}) {
  const printed = join(folder, `${file}.log`);
  const out = openSync(printed, 'a');
  const child = fork(join(here, file), args, {
    cwd: root,
    env: { ...process.env, ...env },
    execArgv: [
      '--expose-gc',
      // The sources are TypeScript, loaded as the backend's are.
      '--require',
      requireOfBackend.resolve('@backstage/cli/config/nodeTransform.cjs'),
    ],
    stdio: ['ignore', out, out, 'ipc'],
  });
  closeSync(out);
  const waiting = new Map();
  let last = 0;
  const ended = new Promise(resolve => {
    child.once('exit', code => {
      const lines = readFileSync(printed, 'utf8').trimEnd().split('\n');
      const error = new Error(
        `${file} ended with ${code}:\n${lines.slice(-20).join('\n')}`,
      );
      waiting.forEach(({ reject }) => reject(error));
      waiting.clear();
      resolve();
    });
  });
  child.on('message', ({ id, value, error }) => {
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error === undefined) {
      resolve?.(value);
    } else {
      reject?.(new Error(`${file}: ${error}`));
    }
  });
  return {
    /** @returns {Promise<any>} */
    ask: (question, input) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve, reject });
        child.send({ id, question, input });
      }),
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** In such a process: how questions are answered. @param {Record<string, (input: any) => any>} answers */
export function answer(answers) {
  process.on('message', async ({ id, question, input }) => {
    try {
      process.send?.({ id, value: await answers[question](input) });
    } catch (error) {
      process.send?.({ id, error: String(error?.stack ?? error) });
    }
  });
  process.on('disconnect', () => process.exit());
}
