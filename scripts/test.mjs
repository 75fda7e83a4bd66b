/**
 * `npm test`: everything that can be checked without a browser. With file
 * patterns (`npm test -- reachability`) only the tests that match are run.
 * `npm run test:quick` is for before a commit: of the tests those that what was
 * changed has a part in, without what takes long (portals, other programs,
 * thousands of generated cases).
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root } from './install.mjs';
import { conclude, GENERATED, runJest } from './jest.mjs';
import { bin, capture } from './run.mjs';

await ensureInstalled();

const LONG = [
  ...GENERATED,
  '\\.integration\\.test',
  '(plugin|module|replicas|backstage)\\.test',
];

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const patterns = args.filter(arg => arg !== '--quick');

const testsIn = folder =>
  readdirSync(join(root, folder))
    .filter(name => name.endsWith('.test.mjs'))
    .map(name => join(folder, name));

/** One after the other: the API report reads what the types wrote. */
const CHECKS = [
  ['Generated code', process.execPath, ['scripts/generate.mjs', '--check']],
  ['Packages', process.execPath, ['scripts/check-packages.mjs']],
  ['Imports', process.execPath, ['scripts/check-imports.mjs']],
  ["The scripts' tests", process.execPath, ['--test', ...testsIn('scripts')]],
  [
    "The bench's tests",
    process.execPath,
    ['--test', ...testsIn(join('bench', 'estate'))],
  ],
  ['Lint', bin('backstage-cli'), ['repo', 'lint', '--max-warnings', '0']],
  ['Types', bin('tsc'), []],
  ['API report', process.execPath, ['scripts/api-report.mjs', '--check']],
];

const seconds = [];

async function timed(title, work) {
  const start = performance.now();
  const result = await work();
  seconds.push([title, (performance.now() - start) / 1000]);
  return result;
}

/** Tells what a check says as a whole, since the tests tell theirs meanwhile. */
async function check(title, command, commandArgs) {
  const { code, output } = await capture(command, commandArgs);
  console.log(`— ${title}: ${code === 0 ? 'passed' : 'FAILED'}`);
  if (code !== 0) {
    console.error(output);
  }
  return code === 0;
}

async function checkAll() {
  let failed = 0;
  for (const [title, ...command] of CHECKS) {
    failed += (await timed(title, () => check(title, ...command))) ? 0 : 1;
  }
  return failed;
}

const tests = timed('Tests', () =>
  runJest([
    // Of a whole run, what libraries print hides what fails.
    ...(patterns.length > 0 ? patterns : ['--silent']),
    ...(quick
      ? [
          '--onlyChanged',
          '--passWithNoTests',
          `--testPathIgnorePatterns=${LONG.join('|')}`,
        ]
      : []),
  ]),
);
const [counts, failedChecks] = await Promise.all([
  tests,
  patterns.length > 0 ? 0 : checkAll(),
]);

console.log(
  `\n${seconds
    .map(([title, spent]) => `${title} ${spent.toFixed(0)} s`)
    .join(' · ')} (side by side)`,
);
conclude(
  { ...counts, failed: counts.failed + failedChecks },
  { mayBeNone: quick },
);
