/**
 * Writes what the packages give to others as a file that a reviewer sees change:
 * report.api.md. With `--check` it fails where one is out of date. It reads
 * what `npm run tsc` wrote.
 */
import { bin, run } from './run.mjs';

const PACKAGES = ['packages/network-policy'];

const check = process.argv.includes('--check');
const code = await run(bin('backstage-repo-tools'), [
  'api-reports',
  ...PACKAGES,
  ...(check ? ['--ci'] : []),
]);
if (code !== 0 && check) {
  console.error(
    'Where the change of the API is meant: npm run tsc && npm run api-report, and commit what it writes',
  );
}
process.exitCode = code;
