/**
 * `npm test`: everything that can be checked without a browser. With file
 * patterns (`npm test -- reachability`) only the tests that match are run.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { bin, run } from './run.mjs';

await ensureInstalled();
const { startPostgres } = await import('./postgres.mjs');

const patterns = process.argv.slice(2);

const checks = [
  ['Generated code', process.execPath, ['scripts/generate.mjs', '--check']],
  ['Types', bin('tsc'), []],
  // From what the type check wrote.
  ['API report', process.execPath, ['scripts/api-report.mjs', '--check']],
  ['Lint', bin('backstage-cli'), ['repo', 'lint', '--max-warnings', '0']],
];

let failed = 0;
if (patterns.length === 0) {
  for (const [title, command, args] of checks) {
    console.log(`\n— ${title}`);
    if ((await run(command, args)) !== 0) {
      console.error(`${title}: failed`);
      failed++;
    }
  }
}

console.log('\n— Tests');
const postgres = await startPostgres();
const scratch = mkdtempSync(join(tmpdir(), 'hybrid-apps-test-'));
const report = join(scratch, 'jest.json');
let counts;
try {
  const code = await run(
    bin('backstage-cli'),
    [
      'repo',
      'test',
      '--watchAll=false',
      '--json',
      `--outputFile=${report}`,
      // A slow machine is no failure: jest's 5 s would make it one.
      '--testTimeout=60000',
      // Of a whole run, what libraries print hides what fails.
      ...(patterns.length > 0 ? patterns : ['--silent']),
    ],
    {
      // jest's own summary goes to stderr; what --json adds to stdout is noise.
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        CI: '1',
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        // The kubernetes plugin loads its client with import().
        NODE_OPTIONS: [
          process.env.NODE_OPTIONS,
          '--experimental-vm-modules',
          '--disable-warning=ExperimentalWarning',
        ]
          .filter(Boolean)
          .join(' '),
        ...(postgres && {
          BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING: postgres.url,
        }),
      },
    },
  );
  counts = JSON.parse(readFileSync(report, 'utf8'));
  if (code !== 0 && counts.numFailedTests === 0) {
    failed++;
  }
} finally {
  await postgres?.stop();
  rmSync(scratch, { recursive: true, force: true });
}

failed += counts.numFailedTests;
const skipped = counts.numPendingTests + counts.numTodoTests;
console.log(
  `\n${counts.numPassedTests} passed, ${failed} failed, ${skipped} skipped`,
);
process.exitCode = failed === 0 && counts.numPassedTests > 0 ? 0 : 1;
