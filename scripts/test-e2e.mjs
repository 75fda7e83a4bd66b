/**
 * `npm run test:e2e`: the browser tests, against the portal as `npm start`
 * starts it. They need Chromium; `CHROMIUM` says where it is, if not on PATH.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium, howToGetChromium } from './chromium.mjs';
import { ensureInstalled, root } from './install.mjs';
import { run } from './run.mjs';

const chromium = findChromium();
if (!chromium) {
  console.error(
    `The browser tests found no Chromium. ${howToGetChromium(
      'npm run test:e2e',
    )}`,
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
