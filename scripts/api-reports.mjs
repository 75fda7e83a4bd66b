/**
 * Writes the API report of every published package (report.api.md beside its
 * package.json); with `--check` it fails where one is out of date. The types
 * must have been checked before: it reads dist-types.
 */
import { ensureInstalled } from './install.mjs';
import { bin, run } from './run.mjs';

ensureInstalled();
const published = ['packages/network-policy', 'plugins/*'];

process.exitCode = await run(bin('backstage-repo-tools'), [
  'api-reports',
  '--omit-messages',
  'ae-wrong-input-file-type,ae-undocumented,ae-missing-release-tag',
  ...(process.argv.includes('--check') ? ['--ci'] : []),
  ...published,
]);
