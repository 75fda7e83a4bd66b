/**
 * `npm run bench:estate`: how the portal does over a large cluster that never
 * holds still, beside the kubernetes plugin in the same backend. It ends within
 * 10 minutes. What is measured, and the goals: docs/performance.md.
 *
 *   --quick           2,000 objects and short times, to try the bench itself
 *   --json            the figures as JSON
 *   --browser         the graph of large apps in Chromium alone
 *   --soak [MINUTES]  in place of all that, changes and viewers for so long; 30 unless told
 *
 * HYBRID_APPS_TEST_KUBECONFIG names a file for an API in place of the sandbox's.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from '../../scripts/install.mjs';
import { startEstate } from './estate.mjs';
import { partsOf, partsOfBoth } from './measure.mjs';
import { toJson, toTable } from './report.mjs';
import { soak } from './soak.mjs';

const {
  values: { quick, json, browser: isBrowser, soak: isSoak },
  positionals: [minutes = '30'],
} = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    browser: { type: 'boolean', default: false },
    soak: { type: 'boolean', default: false },
  },
});
if (isSoak && !(Number(minutes) > 0)) {
  console.error(`--soak takes minutes, and not '${minutes}'`);
  process.exit(1);
}

const kubeconfig =
  process.env.HYBRID_APPS_TEST_KUBECONFIG &&
  resolve(process.env.HYBRID_APPS_TEST_KUBECONFIG);

/** In which it ends, whatever hangs. */
const WITHIN_MS = 570_000;

const size = quick
  ? { objects: 2_000, namespaces: 20 }
  : { objects: 20_000, namespaces: 200 };
const halfSize = { objects: size.objects / 2, namespaces: size.namespaces / 2 };
const unit = quick ? 0.15 : 1;

await ensureInstalled();
const begin = performance.now();
const tell = text => {
  const at = ((performance.now() - begin) / 1000).toFixed(0);
  console.error(`${at.padStart(4)} s  ${text}`);
};

const figures = [];
const failures = [];
const running = [];

async function run(parts) {
  for (const [name, measure] of parts) {
    tell(name);
    try {
      figures.push(...(await measure()));
    } catch (error) {
      failures.push(`${name}: ${error.message}`);
    }
  }
}

async function start(of) {
  const estate = await startEstate(of, tell, kubeconfig);
  running.push(estate);
  return estate;
}

async function measureAll() {
  // There is one real cluster.
  const half = kubeconfig ? undefined : await start(halfSize);
  const estate = await start(size);
  figures.push({
    name: 'start to synced',
    value: estate.startMs,
    unit: 'ms',
    better: 'less',
  });
  if (half) {
    // Before much was asked for, so that what is kept are the objects.
    await run(partsOfBoth(estate, half, size, halfSize, unit));
    await half.stop();
  } else {
    failures.push('heap and growth: they want two clusters');
  }
  await run(partsOf(estate, unit));
  await estate.stop();
}

async function measureBrowser(rounds) {
  // It needs what is installed above.
  const { startBrowser } = await import('./browser.mjs');
  const browser = await startBrowser(tell, { panMs: 2_000 * unit, rounds });
  running.push(browser);
  await run(browser.parts);
}

async function conclude() {
  await Promise.all(running.map(one => one.stop()));
  console.log(
    json ? JSON.stringify(toJson(figures), null, 2) : toTable(figures),
  );
  failures.forEach(failure => console.error(`Not measured: ${failure}`));
  process.exit(failures.length > 0 ? 1 : 0);
}

if (!isSoak) {
  setTimeout(() => {
    failures.push(`the rest: the ${WITHIN_MS / 1000} s are over`);
    conclude();
  }, WITHIN_MS).unref();
}
try {
  if (isSoak) {
    figures.push(...(await soak(await start(size), Number(minutes), tell)));
  } else if (isBrowser) {
    await measureBrowser(quick ? 1 : 3);
  } else {
    await measureAll();
    await measureBrowser(1);
  }
} catch (error) {
  failures.push(error.message);
}
await conclude();
