/**
 * `npm run test:e2e`: the browser tests, against the portal as `npm start`
 * starts it. They need Chromium; `CHROMIUM` says where it is, if not on PATH.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';
import { run } from './run.mjs';

const onPath = name => {
  const folder = (process.env.PATH ?? '')
    .split(':')
    .find(candidate => existsSync(join(candidate, name)));
  return folder && join(folder, name);
};
const chromium =
  process.env.CHROMIUM ??
  ['chromium', 'chromium-browser', 'google-chrome'].map(onPath).find(Boolean);

if (!chromium || spawnSync(chromium, ['--version']).status !== 0) {
  console.error(
    'The browser tests need Chromium and found none. Install it (Debian, Ubuntu: apt-get install chromium) ' +
      'or say where it is: CHROMIUM=/path/to/chrome npm run test:e2e',
  );
  process.exit(1);
}

await ensureInstalled();
// File by file, since the test runners of Node 20 and 24 take folders differently.
const files = readdirSync(join(root, 'e2e'))
  .filter(name => name.endsWith('.test.mjs'))
  .map(name => join('e2e', name));
process.exitCode = await run(
  process.execPath,
  ['--test', '--test-concurrency=1', ...files],
  { cwd: root, env: { ...process.env, CHROMIUM: chromium } },
);
