/** What each file of tests stands in: the portal, a browser, and who is signed in. */
import AxeBuilder from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { images, launchBrowser, signIn, startPortal } from './portal.mjs';

export const minutes = n => n * 60_000;

/**
 * Opens a portal and a browser before the tests of a file, and closes them
 * after. What it gives is filled in by then: `page` is of the guest, and
 * `pages` of each of those that are named, by their first name.
 *
 * @param {object} [options]
 * @param {string[]} [options.people] who is signed in, the guest if nobody is named
 * @param {(frame: object) => unknown} [options.begin] what else comes first; a
 *   second hook of the file would not wait for this one
 */
export function openPortal({ people = ['Guest'], begin } = {}) {
  const frame = { pages: {} };
  frame.signIn = options => signIn(frame.browser, frame.url, options);
  before(
    async () => {
      frame.portal = await startPortal();
      frame.url = frame.portal.url;
      frame.browser = await launchBrowser();
      for (const as of people) {
        frame.pages[as.split(' ')[0]] = await frame.signIn({ as });
      }
      frame.page = frame.pages.Guest;
      await begin?.(frame);
    },
    { timeout: minutes(5) },
  );
  after(async () => {
    await frame.browser?.close();
    await frame.portal?.stop();
  });
  return frame;
}

/** Takes a picture for the docs, of where nothing is drawn as under the mouse. */
export async function shot(page, name) {
  mkdirSync(images, { recursive: true });
  await page.mouse.move(0, 0);
  await page.screenshot({
    path: join(images, `${name}.png`),
    animations: 'disabled',
  });
}

/** Holds against axe what a page shows, and nothing as it is under the mouse. */
export async function expectAccessible(page, part = 'main') {
  await page.mouse.move(0, 0);
  // Colours on their way to others are nobody's, nor is what fades in.
  await page.addStyleTag({
    content: '* { transition: none !important; animation: none !important }',
  });
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  assert.deepEqual(
    violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
      ),
    [],
  );
}
