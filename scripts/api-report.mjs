/**
 * Writes what the packages give to others as a file that a reviewer sees change:
 * report.api.md. With `--check` it fails where one is out of date. It reads
 * what `npm run tsc` wrote.
 */
import { bin, run } from './run.mjs';

/**
 * Not the frontend plugin: of the types that TypeScript infers for it, a whole
 * and an incremental build write the members in different orders.
 */
const REPORTS = [
  { folders: ['packages/network-policy'], omitted: [] },
  {
    folders: ['plugins/hybrid-apps-node', 'plugins/hybrid-apps-common'],
    omitted: [
      // The types of one workspace are sources to the other.
      'ae-wrong-input-file-type',
      // The types of the API are those of the OpenAPI document, where they are
      // described; docs/reference/api.md shows their changes.
      'ae-forgotten-export',
      'ae-undocumented',
    ],
  },
];

const check = process.argv.includes('--check');
let failed = false;
for (const { folders, omitted } of REPORTS) {
  const code = await run(bin('backstage-repo-tools'), [
    'api-reports',
    ...folders,
    ...(omitted.length > 0 ? ['--omit-messages', omitted.join()] : []),
    ...(check ? ['--ci'] : []),
  ]);
  failed ||= code !== 0;
}
if (failed && check) {
  console.error(
    'Where the change of the API is meant: npm run tsc && npm run api-report, and commit what it writes',
  );
}
process.exitCode = failed ? 1 : 0;
