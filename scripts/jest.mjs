/** The tests of all packages, as `npm test` and its relatives run them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './install.mjs';
import { startPostgres } from './postgres.mjs';
import { bin, run } from './run.mjs';

/** What Node must be told: the kubernetes plugin loads its client with import(). */
export const NODE_OPTIONS =
  '--experimental-vm-modules --disable-warning=ExperimentalWarning';

/**
 * Files of tests that make thousands of cases by a seed that they print, or ask
 * other programs. Neither day nor language nor order has a part in what they say.
 */
export const GENERATED = [
  '\\.property\\.test',
  '(oracle|laws|damaged|fuzz|packed|kubectl)\\.test',
];

/**
 * What is loaded for a file of tests lives as long as it: with more room, V8 copies
 * it less often. In megabytes.
 */
const YOUNG = '--max-semi-space-size=64';

/**
 * Runs the tests, on SQLite and where there is one on PostgreSQL, and counts.
 *
 * @param {string[]} args - jest's
 * @param {object} [options]
 * @param {string[]} [options.under] - a command that runs them, as `faketime` does
 * @param {Record<string, string>} [options.env]
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runJest(args, { under = [], env = {} } = {}) {
  const postgres = await startPostgres();
  const scratch = mkdtempSync(join(tmpdir(), 'hybrid-apps-test-'));
  const report = join(scratch, 'jest.json');
  const [command, ...rest] = [
    ...under,
    bin('backstage-cli'),
    'repo',
    'test',
    '--watchAll=false',
    '--json',
    `--outputFile=${report}`,
    // A slow machine is no failure: jest's 5 s would make it one.
    '--testTimeout=60000',
    // Some tests wait for servers and clocks, and the cores are others' meanwhile.
    `--maxWorkers=${availableParallelism() + 1}`,
    `--testSequencer=${join(root, 'scripts', 'longestFirst.cjs')}`,
    ...args,
  ];
  try {
    const code = await run(command, rest, {
      // jest's own summary goes to stderr; what --json adds to stdout is noise.
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        CI: '1',
        BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        NODE_OPTIONS: [process.env.NODE_OPTIONS, NODE_OPTIONS, YOUNG]
          .filter(Boolean)
          .join(' '),
        ...(postgres && {
          BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING: postgres.url,
        }),
        ...env,
      },
    });
    const counts = JSON.parse(readFileSync(report, 'utf8'));
    const { numFailedTests, numPassedTests } = counts;
    return {
      passed: numPassedTests,
      // A file that cannot be loaded fails without a test that does.
      failed: numFailedTests || (code === 0 ? 0 : 1),
      skipped: counts.numPendingTests + counts.numTodoTests,
    };
  } finally {
    await postgres?.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Prints the counts, and lets the process fail where a test did, or none ran that had to. */
export function conclude(
  { passed, failed, skipped },
  { mayBeNone = false } = {},
) {
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed === 0 && (passed > 0 || mayBeNone) ? 0 : 1;
}
