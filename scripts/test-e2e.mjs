/**
 * `npm run test:e2e`: the browser tests, against the portal as `npm start`
 * starts it, once for all files. They need Chromium; `CHROMIUM` says where it
 * is, if not on PATH. `npm run test:e2e -- teams` runs the files of that name.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run as runTests } from 'node:test';
import { spec } from 'node:test/reporters';
import { findChromium, howToGetChromium } from './chromium.mjs';
import { ensureInstalled, root } from './install.mjs';

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
const { startPortal } = await import('../e2e/portal.mjs');

/** What harms the clusters comes last: the others see them well. */
const LAST = 'live.test.mjs';

const wanted = process.argv.slice(2);
const files = readdirSync(join(root, 'e2e'))
  .filter(name => name.endsWith('.test.mjs'))
  .filter(name => wanted.length === 0 || wanted.some(w => name.includes(w)))
  .sort((a, b) => Number(a === LAST) - Number(b === LAST) || (a < b ? -1 : 1));

const folder = mkdtempSync(join(tmpdir(), 'hybrid-apps-e2e-'));
process.env.CHROMIUM = chromium;
process.env.PORTAL_LOG = join(folder, 'portal.log');
const portal = await startPortal();
process.env.PORTAL_URL = portal.url;
// By its API, since the command sorts files by name.
const results = runTests({
  files: files.map(name => join(root, 'e2e', name)),
  concurrency: 1,
});
results.on('test:fail', () => {
  process.exitCode = 1;
});
results.once('end', async () => {
  await portal.stop();
  rmSync(folder, { recursive: true });
});
results.compose(new spec()).pipe(process.stdout);
