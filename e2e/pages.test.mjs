/**
 * Every page for who sees it in the light or the dark, on a phone, or has a
 * keyboard alone: axe, few stops of the Tab key that are all seen, and no
 * page that scrolls sideways. Each page is loaded once.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectAccessible, minutes, openPortal } from './frame.mjs';
import { walk } from './keyboard.mjs';

const frame = openPortal();

const THEMES = ['light', 'dark'];
/** A page with more stops than that is a burden; what is many is a grid, or goes by arrow keys. */
const STOPS = 45;

const erp = tab => `/catalog/default/system/erp${tab}`;
const main = page => page.getByRole('main').first();
const row = (page, name) => page.getByRole('row', { name });

/** A page, where it is, and what says that it is there. */
const PAGES = [
  ['the list of apps', '/hybrid-apps', page => row(page, /inventory/i)],
  [
    'the topology as a graph',
    erp('/topology?view=graph'),
    page => page.locator('[data-node]').first(),
  ],
  [
    'the topology as a table',
    erp('/topology?view=table'),
    page => page.getByRole('row').nth(2),
  ],
  [
    'the way of a request',
    erp('/topology?view=table&trace=https://erp.onprem.example.com/login'),
    page => page.getByText('The request does not arrive.'),
  ],
  [
    'policies',
    erp('/policies?view=matrix'),
    page => page.getByRole('button', { name: /^app-vm to db-vm: TCP/ }),
  ],
  [
    'changes',
    erp('/changes'),
    page => page.getByText(/^Nothing changed since| appeared$/).first(),
  ],
  [
    'the list of clusters',
    '/clusters',
    page => row(page, /On premises/).filter({ hasText: 'Calico' }),
  ],
  [
    'a cluster',
    '/clusters/onprem',
    page => page.getByRole('region', { name: 'Who talks to whom' }),
  ],
  [
    'modernization',
    '/modernization',
    page => page.getByRole('img', { name: /^Components from/ }),
  ],
];

/** Takes another theme without a load, as if it were chosen in another window. */
async function paint(page, theme) {
  await page.evaluate(chosen => {
    localStorage.setItem('theme', chosen);
    window.dispatchEvent(new StorageEvent('storage', { key: 'theme' }));
  }, theme);
  await page.locator(`[data-theme-mode="${theme}"]`).first().waitFor();
}

/** In both themes: axe. Ends in the dark. */
async function expectLegible(page, part) {
  for (const theme of THEMES) {
    await paint(page, theme);
    await expectAccessible(page, part);
  }
}

/** What of ours sticks out of a window of such a width; tabs and heads are Backstage's. */
async function sidewaysAt(page, width) {
  await page.setViewportSize({ width, height: 844 });
  return main(page).evaluate(element =>
    [...element.querySelectorAll('*')]
      .filter(each => {
        const { right, width: own } = each.getBoundingClientRect();
        const scrolls = parent =>
          parent &&
          parent !== element &&
          (getComputedStyle(parent).overflowX !== 'visible' ||
            scrolls(parent.parentElement));
        return (
          own > 1 &&
          right > window.innerWidth + 1 &&
          !each.closest('header, nav') &&
          !scrolls(each.parentElement)
        );
      })
      .map(each => each.outerHTML.slice(0, 120)),
  );
}

for (const [name, path, there] of PAGES) {
  test(
    `${name}: legible, by keyboard, and on a phone`,
    { timeout: minutes(3) },
    async () => {
      const { page, url } = frame;
      await page.goto(url + path);
      await there(page).waitFor({ timeout: minutes(2) });
      // Colours on their way from one theme to the other are of neither.
      await page.addStyleTag({ content: '* { transition: none !important }' });
      await expectLegible(page);
      const stops = await walk(page);
      assert.ok(stops.length > 0);
      assert.ok(
        stops.length <= STOPS,
        `${stops.length} stops: ${stops.map(stop => stop.name).join(', ')}`,
      );
      assert.deepEqual(
        stops.filter(({ isSeen }) => !isSeen),
        [],
      );
      for (const width of [1024, 390]) {
        assert.deepEqual(await sidewaysAt(page, width), [], `at ${width}`);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    },
  );
}
