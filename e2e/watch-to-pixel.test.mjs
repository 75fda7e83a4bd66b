/**
 * How soon a change in a cluster is on the screen: from before the call that
 * makes it until the frame in which its card tells it. The figures are printed
 * for docs/performance.md; a change fails where it does not come at all.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callCluster } from './cluster.mjs';
import { minutes, openPortal } from './frame.mjs';

const PORTAL = '/apis/apps/v1/namespaces/erp/deployments/portal/scale';
const CHANGES = 20;

/** Without signals a page asks more seldom than this, in milliseconds. */
const WITHIN_MS = 5_000;

const frame = openPortal();

/** The page's own watch: when, by the machine's clock, a button told so first. */
const paintedAt = ({ name, withinMs }) =>
  new Promise((resolve, reject) => {
    const wanted = new RegExp(name);
    const isThere = () =>
      [...document.querySelectorAll('button, [role="button"]')].some(button =>
        wanted.test(button.getAttribute('aria-label') ?? button.textContent),
      );
    let observer;
    const timer = setTimeout(() => {
      observer.disconnect();
      reject(new Error(`${name} did not show within ${withinMs} ms`));
    }, withinMs);
    const look = () => {
      if (isThere()) {
        observer.disconnect();
        clearTimeout(timer);
        // The second frame begins when the first is painted.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => resolve(Date.now())),
        );
      }
    };
    observer = new MutationObserver(look);
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    look();
  });

/** Resolves once the page is told of changes: at first its signals have to connect. */
const signalsOf = browserPage =>
  new Promise(resolve => {
    browserPage.on('websocket', socket =>
      socket.on('framereceived', ({ payload }) => {
        if (String(payload).includes('"hybrid-apps.alive"')) {
          resolve();
        }
      }),
    );
  });

const percentile = (sorted, part) =>
  sorted[Math.ceil(sorted.length * part) - 1];

test(
  'what changes in a cluster comes on the screen by itself',
  { timeout: minutes(5) },
  async t => {
    const { page, url } = frame;
    const signals = signalsOf(page);
    await page.goto(
      `${url}/catalog/default/system/erp/topology?group=namespace`,
    );
    const card = page.getByRole('button', { name: /^Deployment portal \d/ });
    await card.filter({ hasText: '2/2 ready' }).waitFor();

    await signals;

    const took = [];
    for (let change = 1; change <= CHANGES; change++) {
      const replicas = change % 2 === 1 ? 3 : 2;
      // Another number of replicas that are wanted, whatever is ready by then.
      const shows = page.evaluate(paintedAt, {
        name: `^Deployment portal \\d+/${replicas} ready`,
        withinMs: WITHIN_MS,
      });
      const start = Date.now();
      const [shownAt] = await Promise.all([
        shows,
        callCluster('cloud', 'PATCH', PORTAL, { spec: { replicas } }),
      ]);
      took.push(shownAt - start);
      // One at a time: the next when this one has come to rest.
      await card.filter({ hasText: `${replicas}/${replicas} ready` }).waitFor();
    }

    const sorted = took.sort((a, b) => a - b);
    t.diagnostic(
      `watch to pixel, ${CHANGES} changes: p50 ${percentile(
        sorted,
        0.5,
      )} ms, ` +
        `p95 ${percentile(sorted, 0.95)} ms, longest ${sorted.at(-1)} ms`,
    );
    assert.equal(took.length, CHANGES);
  },
);
