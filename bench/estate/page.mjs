/** What is measured inside of a page, and what is done to it meanwhile. */

/** The browser tells of no shorter task than this. */
const LONG_TASK_MS = 50;
/** Until what a change brings about has been drawn. */
const SETTLE_MS = 500;

/** Runs in the page before anything else, as the guest's who was here before. */
export function probe() {
  localStorage.setItem('hybrid-apps/persona', 'guest');
  performance.setResourceTimingBufferSize(5_000);
  const tasks = [];
  let drawnAt;
  new PerformanceObserver(list => tasks.push(...list.getEntries())).observe({
    type: 'longtask',
  });
  const isSeen = card => {
    const { left, right, top, bottom } = card.getBoundingClientRect();
    return (
      card.checkVisibility({ visibilityProperty: true }) &&
      right > 0 &&
      left < innerWidth &&
      bottom > 0 &&
      top < innerHeight
    );
  };
  const lookForNode = () => {
    if ([...document.querySelectorAll('[data-node]')].some(isSeen)) {
      // It is on the screen once this frame is.
      requestAnimationFrame(now => {
        drawnAt = now;
      });
    } else {
      requestAnimationFrame(lookForNode);
    }
  };
  requestAnimationFrame(lookForNode);
  globalThis.probe = {
    /** Milliseconds from the end of the answer; nothing until then. */
    firstNode() {
      const [answer] = performance
        .getEntriesByType('resource')
        .filter(({ name }) => /\/api\/hybrid-apps\/.*\/topology/.test(name));
      return answer && drawnAt && drawnAt - answer.responseEnd;
    },
    longestSince: begin =>
      Math.max(
        0,
        ...tasks
          .filter(({ startTime }) => startTime >= begin)
          .map(({ duration }) => duration),
      ),
  };
}

/** The longest task of the page's thread while something is done, and shortly after. */
export async function longestTask(page, act) {
  const begin = await page.evaluate(() => performance.now());
  await act();
  await page.waitForTimeout(SETTLE_MS);
  const longest = await page.evaluate(
    at => globalThis.probe.longestSince(at),
    begin,
  );
  return Math.max(longest, LONG_TASK_MS);
}

/** Frames a second while the picture is dragged to and fro. */
export async function pan(page, forMs) {
  await page.waitForTimeout(SETTLE_MS);
  const start = await page.evaluate(() => {
    const { left, top, width, height } = document
      .querySelector('.react-flow__pane')
      .getBoundingClientRect();
    // Of a card, nothing is dragged.
    for (let y = top + 8; y < Math.min(top + height, innerHeight); y += 8) {
      for (let x = left + width / 3; x < left + width; x += 8) {
        if (document.elementFromPoint(x, y)?.matches('.react-flow__pane')) {
          return { x, y };
        }
      }
    }
    return undefined;
  });
  if (!start) {
    throw new Error('The picture has no empty place to be dragged by');
  }
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.evaluate(() => {
    const count = { frames: 0, begin: performance.now() };
    globalThis.probe.count = count;
    const next = () => {
      count.frames += 1;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  const until = performance.now() + forMs;
  for (let step = 0; performance.now() < until; step += 1) {
    await page.mouse.move(
      start.x + 150 * Math.sin(step / 10),
      start.y + 60 * Math.sin(step / 15),
    );
  }
  const { frames, begin, end } = await page.evaluate(() => ({
    ...globalThis.probe.count,
    end: performance.now(),
  }));
  await page.mouse.up();
  return (frames / (end - begin)) * 1000;
}
