/**
 * `npm run bench:logs`: the page of logs while a container writes ten thousand
 * lines a second, against the same page while it writes ten: whether frames stay,
 * how long the page's thread is held, and whether its heap grows. It runs the portal
 * as `npm start` does, needs Chromium, and takes some two minutes after that.
 *
 *   --json     the figures as JSON
 *   --seconds  how long each is looked at; 20 unless told
 */
import { parseArgs } from 'node:util';
import { callCluster } from '../../e2e/cluster.mjs';
import { launchBrowser, signIn, startPortal } from '../../e2e/portal.mjs';
import { findChromium, howToGetChromium } from '../../scripts/chromium.mjs';
import { best, toJson, toTable } from '../estate/report.mjs';

const CLUSTER = 'onprem';
const NAMESPACE = 'inventory';
const WORKLOAD = 'web';
const RATE = 'sandbox.hybrid-apps/log-lines-per-second';
const SLOW = 10;
const FAST = 10_000;
/** Into so many is the time cut that each is looked at. */
const STRETCHES = 4;
/** Until the page holds as many lines as it may, and leaves the oldest out. */
const FILL_MS = 15_000;

const {
  values: { json, seconds },
} = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '20' },
  },
});
const forMs = Number(seconds) * 1_000;
if (!(forMs > 0)) {
  console.error(`--seconds takes a number, and not '${seconds}'`);
  process.exit(1);
}

const chromium = findChromium();
if (!chromium) {
  console.error(
    `The bench found no Chromium. ${howToGetChromium('npm run bench:logs')}`,
  );
  process.exit(1);
}
process.env.CHROMIUM = chromium;

/** Has one Pod of the workload write so many lines a second, and the others few. */
async function writeAt(rate) {
  const pods = `/api/v1/namespaces/${NAMESPACE}/pods`;
  const { items } = JSON.parse(await callCluster(CLUSTER, 'GET', pods));
  const [pod] = items.filter(({ metadata }) =>
    metadata.name.startsWith(`${WORKLOAD}-`),
  );
  await callCluster(CLUSTER, 'PATCH', `${pods}/${pod.metadata.name}`, {
    metadata: { annotations: { [RATE]: String(rate) } },
  });
}

/** Runs in the page: frames, and how long its thread was held at most. */
function probe() {
  const seen = { frames: 0, longest: 0, busy: 0 };
  const next = () => {
    seen.frames += 1;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  new PerformanceObserver(list =>
    list.getEntries().forEach(({ duration }) => {
      seen.longest = Math.max(seen.longest, duration);
      seen.busy += duration;
    }),
  ).observe({ type: 'longtask' });
  globalThis.seen = seen;
}

async function heapOf(cdp) {
  await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize / 1e6;
}

/** One stretch of the time. */
async function stretch(page) {
  const begin = await page.evaluate(() => {
    Object.assign(globalThis.seen, { frames: 0, longest: 0, busy: 0 });
    return performance.now();
  });
  await page.waitForTimeout(forMs / STRETCHES);
  const { frames, longest, busy, end } = await page.evaluate(() => ({
    ...globalThis.seen,
    end: performance.now(),
  }));
  return {
    frames: (frames / (end - begin)) * 1_000,
    // Of shorter ones the browser tells nothing.
    longest: Math.max(longest, 50),
    busy: busy / (end - begin),
  };
}

/** Of some stretches what other work on the machine spoiled least, and lines and heap of all. */
async function look(page, cdp) {
  const before = await linesOf(page);
  const seen = [];
  for (let at = 0; at < STRETCHES; at += 1) {
    seen.push(await stretch(page));
  }
  const after = await linesOf(page);
  const bestOf = (key, better) =>
    best(
      seen.map(one => one[key]),
      better,
    );
  return {
    frames: bestOf('frames', 'more'),
    longest: bestOf('longest', 'less'),
    busy: bestOf('busy', 'less'),
    lines: (after.lines - before.lines) / ((after.at - before.at) / 1_000),
    heap: await heapOf(cdp),
  };
}

/** How many lines the page left out, and when it was asked. */
const linesOf = page =>
  page.evaluate(() => {
    const [, number] =
      /([\d,.]+) older lines are no longer held/.exec(
        document.body.innerText,
      ) ?? [];
    return {
      lines: Number((number ?? '').replace(/\D/g, '')),
      at: performance.now(),
    };
  });

const portal = await startPortal();
const browser = await launchBrowser();
try {
  const page = await signIn(browser, portal.url);
  const cdp = await page.context().newCDPSession(page);
  await page.addInitScript(probe);
  const id = `${CLUSTER}/${NAMESPACE}/apps/Deployment/${WORKLOAD}`;
  const query = new URLSearchParams({
    app: `system:default/${NAMESPACE}`,
    id,
  });
  await writeAt(SLOW);
  await page.goto(`${portal.url}/hybrid-apps/logs?${query}`);
  await page.locator('[data-index]').first().waitFor();
  const slow = await look(page, cdp);

  await writeAt(FAST);
  await page.waitForTimeout(FILL_MS);
  const full = await heapOf(cdp);
  const fast = await look(page, cdp);
  await writeAt(SLOW);

  const figures = [
    {
      name: 'lines a second that came',
      value: fast.lines,
      against: FAST,
      unit: '1/s',
      better: 'more',
      goal: 0.9,
    },
    {
      name: 'frames, against ten lines a second',
      value: fast.frames,
      against: slow.frames,
      unit: 'frames/s',
      better: 'more',
      goal: 0.5,
    },
    {
      name: 'longest task, against ten lines a second',
      value: fast.longest,
      against: slow.longest,
      unit: 'ms',
      better: 'less',
      goal: 4,
    },
    {
      name: 'heap at the end, against as it was full',
      value: fast.heap,
      against: full,
      unit: 'MB',
      better: 'less',
      goal: 1.25,
    },
    {
      name: 'rows in the document',
      value: await page.locator('[data-index]').count(),
      unit: '',
      better: 'less',
      goal: 150,
    },
    {
      name: 'part of the time in tasks of 50 ms and more',
      value: fast.busy,
      goal: 0.5,
      unit: '',
      better: 'less',
    },
  ];
  console.log(
    json ? JSON.stringify(toJson(figures), null, 2) : toTable(figures),
  );
} finally {
  await browser.close();
  await portal.stop();
}
