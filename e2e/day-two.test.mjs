/** What people do to an app from its picture, and how they look inside. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minutes, openPortal } from './frame.mjs';
import { listen } from './quiet.mjs';

const VM = 'onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm';
const WEB = 'onprem/inventory/apps/Deployment/web';

let page;
let url;
let heard;
const panel = () => page.getByRole('complementary');
const inPanel = (name, how = {}) =>
  panel().getByRole('button', { name, ...how });

openPortal({
  begin: async opened => {
    ({ page, url } = opened);
    heard = listen(page);
  },
});

/** Opens the details of a component, on a tab of theirs. */
async function look(id, tab) {
  const query = new URLSearchParams({ view: 'graph', selected: id, tab });
  await page.goto(`${url}/catalog/default/system/inventory/topology?${query}`);
  await panel().waitFor();
}

/** Types into the terminal that is open. */
async function type(line) {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}
const terminal = () => page.locator('.xterm-rows');
/** The card of the VM, once it runs. */
const running = () =>
  page
    .getByRole('button', { name: /^VM .*mongodb-vm/ })
    .filter({ hasText: 'Running' });

test(
  'a VM is stopped once that is confirmed, and started again',
  { timeout: minutes(3) },
  async () => {
    await look(VM, 'overview');
    // What is offered of a VM that still starts is not what is offered then.
    await running().waitFor();
    await panel()
      .getByText(/^Running/)
      .first()
      .waitFor();
    await inPanel('Stop', { exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/shut down/).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await inPanel('Stop', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Stop' }).click();
    await panel().getByText('mongodb-vm is stopped.').waitFor();
    await inPanel('Start').click();
    await panel().getByText('mongodb-vm runs.').waitFor();
    await running().waitFor();
    await page.getByRole('link', { name: 'Changes' }).click();
    await page
      .getByRole('main')
      .getByText(/mongodb-vm is stopped/)
      .filter({ visible: true })
      .first()
      .waitFor();
  },
);

test(
  'one types at the serial port of a VM, and sees what it answers',
  { timeout: minutes(2) },
  async () => {
    await look(VM, 'console');
    await inPanel('Open').click();
    await page.locator('.xterm').click();
    // A serial port says nothing by itself, and the first key may come before it listens.
    const isSilent = () =>
      terminal()
        .getByText(/login:/)
        .first()
        .waitFor({ timeout: 2_000 })
        .then(
          () => false,
          () => true,
        );
    do {
      await page.keyboard.press('Enter');
    } while (await isSilent());
    await type('root');
    await terminal()
      .getByText(/Password:/)
      .waitFor();
    await type('any');
    await terminal()
      .getByText(/Welcome to mongodb-vm/)
      .waitFor();
    await type('echo seen by one');
    await terminal()
      .getByText(/^seen by one$/)
      .waitFor();
  },
);

test(
  'the screen of a VM is drawn, and moves',
  { timeout: minutes(2) },
  async () => {
    await look(VM, 'console');
    await inPanel(/Serial port/).click();
    await page.getByRole('option', { name: 'Screen' }).click();
    await inPanel('Open').click();
    const screen = panel().locator('canvas');
    await screen.waitFor();
    const picture = () => screen.evaluate(canvas => canvas.toDataURL());
    const first = await picture();
    await page.waitForFunction(
      before => document.querySelector('aside canvas')?.toDataURL() !== before,
      first,
    );
  },
);

test('a shell in a container answers', { timeout: minutes(2) }, async () => {
  await look(WEB, 'shell');
  await inPanel('Open').click();
  await page.locator('.xterm').click();
  await type('echo from the shell');
  await terminal()
    .getByText(/^from the shell$/)
    .waitFor();
});

test(
  'what the Pods of a workload write is in one log, told apart by letters',
  { timeout: minutes(2) },
  async () => {
    await look(WEB, 'logs');
    await panel()
      .getByText(/web: request/)
      .first()
      .waitFor();
    const address = await page
      .getByRole('link', { name: 'Open as a page' })
      .getAttribute('href');
    await page.goto(new URL(address, url).href);
    await page.getByRole('heading', { name: 'Logs of web' }).waitFor();
    for (const letter of ['A', 'B']) {
      await page.getByText(letter, { exact: true }).first().waitFor();
    }
    await page.getByRole('searchbox', { name: 'Filter' }).fill('starting');
    await page
      .getByText(/web: request/)
      .first()
      .waitFor({ state: 'detached' });
    await page
      .getByText(/web: starting/)
      .first()
      .waitFor();
  },
);

test('the console of the browser warns of nothing that is ours', () => {
  assert.deepEqual(heard(), []);
});
