/** The portal as `npm start` runs it, and a browser in front of it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** The root of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where screenshots for README and docs go. */
export const images = join(root, 'docs', 'images');

/**
 * Starts the portal and waits until it says that it is ready; `lines` gives all
 * that it printed. With PORTAL_URL, the one that runs there is taken, which
 * prints to the file PORTAL_LOG.
 */
export async function startPortal() {
  const { PORTAL_URL, PORTAL_LOG } = process.env;
  if (PORTAL_URL) {
    return {
      url: PORTAL_URL,
      lines: () =>
        PORTAL_LOG ? readFileSync(PORTAL_LOG, 'utf8').split('\n') : [],
      stop: async () => {},
    };
  }
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.mjs')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = [];
  const url = await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', line => {
        lines.push(line);
        if (PORTAL_LOG) {
          appendFileSync(PORTAL_LOG, `${line}\n`);
        }
        const [, ready] = line.match(/ready: (http\S+)/) ?? [];
        if (ready) {
          resolve(ready);
        }
      });
    }
    child.once('exit', code =>
      reject(new Error(`npm start ended with ${code}:\n${lines.join('\n')}`)),
    );
  });
  return {
    url,
    lines: () => lines,
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGINT');
        await once(child, 'exit');
      }
    },
  };
}

/** A browser, headless unless HEADFUL is set. */
export function launchBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM,
    headless: !process.env.HEADFUL,
    args: [
      // Chromium refuses its sandbox to root, which CI machines run as.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** Opens a page and signs in, as the guest unless it is told who. */
export async function signIn(browser, url, { as = 'Guest', ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  // The dev server lays a page of its own over ours for what browsers only note:
  // that something was measured again in the next frame.
  await context.addInitScript(() =>
    window.addEventListener('error', event => {
      if (event.message.startsWith('ResizeObserver loop')) {
        event.stopImmediatePropagation();
      }
    }),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  // The first page of all waits for the sources that it is made of.
  await page.goto(url, { timeout: 120_000 });
  await page.getByRole('heading', { name: as }).click();
  await page.getByRole('link', { name: 'Settings' }).waitFor();
  return page;
}
