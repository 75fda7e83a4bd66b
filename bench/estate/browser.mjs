/** The graph of large apps in Chromium, on the page as it is built for production. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../e2e/portal.mjs';
import { findChromium, howToGetChromium } from '../../scripts/chromium.mjs';
import { freePort } from '../../scripts/freePort.mjs';
import { bin, capture } from '../../scripts/run.mjs';
import { longestTask, pan, probe } from './page.mjs';
import { root, startProcess } from './processes.mjs';
import { best } from './report.mjs';

/** The apps, by how many workloads each has. */
const SIZES = [100, 300, 1_000, 3_000];
const appOf = size => `shop-${size}`;

/** @throws Error with what the build said, where it failed */
async function build() {
  const { code, output } = await capture(
    bin('backstage-cli'),
    ['package', 'build'],
    { cwd: join(root, 'packages', 'app') },
  );
  if (code !== 0) {
    throw new Error(`The page was not built:\n${output}`);
  }
}

/** One look at an app, from a page that knows nothing yet. @returns {Promise<Record<string, number>>} */
async function look(browser, base, size, panMs) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
  });
  try {
    await context.addInitScript(probe);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const cdp = await context.newCDPSession(page);
    await page.goto(
      `${base}/catalog/default/system/${appOf(size)}/topology?view=graph`,
    );
    const cards = page.locator('[data-node]');
    const seen = {
      first: await page
        .waitForFunction(() => globalThis.probe.firstNode())
        .then(handle => handle.jsonValue()),
      panClosed: await pan(page, panMs),
    };
    const closed = await cards.count();
    seen.opening = await longestTask(page, async () => {
      await page.locator('[data-group="place"]').first().press('Enter');
      await page.waitForFunction(
        count => document.querySelectorAll('[data-node]').length > count,
        closed,
      );
    });
    seen.panOpen = await pan(page, panMs);
    await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    seen.heap = usedSize / 1e6;
    seen.finding = await longestTask(page, () =>
      page.getByRole('searchbox').pressSequentially('part-1', { delay: 50 }),
    );
    seen.table = await longestTask(page, async () => {
      await page.getByRole('radio', { name: 'Table' }).click();
      await page.getByRole('row').nth(1).waitFor();
    });
    return seen;
  } finally {
    await context.close();
  }
}

const ms = { unit: 'ms', better: 'less' };
const frames = { unit: 'frames/s', better: 'more', goal: 50 };
/** What one takes for an answer at once; source: web.dev, "Interaction to Next Paint". */
const task = { ...ms, goal: 200 };

const ROWS = [
  ['first', 'answer to first node', { ...ms, goal: 2_000 }],
  ['panClosed', 'pan', frames],
  ['panOpen', 'pan, a group open', frames],
  ['opening', 'longest task while a group opens', task],
  ['finding', 'longest task while finding', task],
  ['table', 'longest task while the table opens', task],
  ['heap', 'heap, a group open', { unit: 'MB', better: 'less' }],
];

async function measure(browser, base, size, { rounds, panMs }) {
  const looks = [];
  for (let round = 0; round < rounds; round++) {
    looks.push(await look(browser, base, size, panMs));
  }
  return ROWS.map(([key, name, figure]) => ({
    name: `${size} workloads: ${name}`,
    value: best(
      looks.map(seen => seen[key]),
      figure.better,
    ),
    ...figure,
  }));
}

/**
 * Builds the page, and starts what answers it, and Chromium.
 *
 * @param {(text: string) => void} tell
 * @param {{ panMs: number, rounds: number }} often - how long each picture is dragged, and how many looks there are
 */
export async function startBrowser(tell, often) {
  const executable = findChromium();
  if (!executable) {
    throw new Error(
      `There is no Chromium. ${howToGetChromium('npm run bench:estate')}`,
    );
  }
  process.env.CHROMIUM = executable;
  tell('builds the page');
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'estate-browser-'));
  const running = [];
  const stop = async () => {
    await Promise.all(running.map(end => end()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const site = await startProcess('site.mjs', folder);
    running.push(() => site.stop());
    tell('makes the answers about large apps');
    const port = await freePort();
    await site.ask('start', {
      port,
      apps: Object.fromEntries(SIZES.map(size => [appOf(size), size])),
    });
    const browser = await launchBrowser();
    running.push(() => browser.close());
    return {
      parts: SIZES.map(size => [
        `the graph of ${size} workloads`,
        () => measure(browser, `http://localhost:${port}`, size, often),
      ]),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
