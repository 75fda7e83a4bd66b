/** What people do to an app from its picture, and how they look inside. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectAccessible, minutes, openPortal } from './frame.mjs';
import { listen } from './quiet.mjs';

const VM = 'onprem/inventory/kubevirt.io/VirtualMachine/mongodb-vm';
const WEB = 'onprem/inventory/apps/Deployment/web';
const PORTAL = 'cloud/erp/apps/Deployment/portal';

/** Each has the rights on the apps of their team: Amal on inventory, Bo on ERP; Chidi on all. */
let pages;
/** Of the guest, who is in both teams. */
let page;
let url;
let heard;
const panel = (of = page) => of.getByRole('complementary');
const inPanel = (name, how = {}) =>
  panel().getByRole('button', { name, ...how });

openPortal({
  people: ['Guest', 'Amal Haddad', 'Bo Lindqvist', 'Chidi Okafor'],
  begin: async opened => {
    ({ page, pages, url } = opened);
    heard = listen(page);
  },
});

const openTab = (of, app, tab) =>
  of.goto(`${url}/catalog/default/system/${app}/${tab}`);

/** Opens the details of a component, on a tab of theirs. Its app is called as its namespace. */
async function look(id, tab, of = page) {
  const query = new URLSearchParams({ view: 'graph', selected: id, tab });
  await openTab(of, id.split('/')[1], `topology?${query}`);
  await panel(of).waitFor();
}

/** Chooses from the menu in the details what is done to the component of that name. */
async function choose(act, name, of) {
  await panel(of)
    .getByRole('button', { name: `Act on ${name}`, exact: true })
    .click();
  await of.getByRole('menuitem', { name: act, exact: true }).click();
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

test(
  'each acts on the apps of their team, as who may see both is told, and on no other',
  { timeout: minutes(3) },
  async () => {
    const { Amal, Bo, Chidi } = pages;
    const people = [
      [Amal, WEB, 'amal'],
      [Bo, PORTAL, 'bo'],
    ];
    for (const [own, id, person] of people) {
      const [, app, , , name] = id.split('/');
      const asked = own.waitForRequest(/\/acts$/);
      await look(id, 'overview', own);
      await choose('Pause roll-outs', name, own);
      await panel(own).getByText(`Roll-outs of ${name} are paused.`).waitFor();
      await openTab(Chidi, app, 'changes');
      await Chidi.getByRole('main')
        .getByText(`Roll-outs of ${name} are paused.`)
        .first()
        .waitFor();
      await Chidi.getByRole('main')
        .getByRole('link', { name: new RegExp(person, 'i') })
        .first()
        .waitFor();

      // The same, asked for by who has no right on the app.
      const other = own === Amal ? Bo : Amal;
      await openTab(other, app, 'topology');
      await other.getByText('You may not see this app').waitFor();
      const told = other.waitForRequest(/\/api\/hybrid-apps\//);
      await other.reload();
      const { authorization } = await (await told).allHeaders();
      const refused = await other.request.post((await asked).url(), {
        headers: { authorization },
        data: { ...(await asked).postDataJSON(), id: crypto.randomUUID() },
      });
      assert.equal(refused.status(), 403);
      assert.match(await refused.text(), /You lack the permission/);

      await choose('Resume roll-outs', name, own);
      await panel(own).getByText(`Roll-outs of ${name} go on.`).waitFor();
    }
  },
);

test(
  'with a keyboard alone, the Pods of a workload are replaced',
  { timeout: minutes(2) },
  async () => {
    await look(WEB, 'overview');
    const focus = () => page.locator(':focus');
    const called = () =>
      page.evaluate(() => {
        const { activeElement: element } = document;
        return element.getAttribute('aria-label') ?? element.textContent;
      });
    const goTo = async (key, name) => {
      for (let n = 0; n < 150 && (await called()) !== name; n++) {
        await page.keyboard.press(key);
      }
      assert.equal(await called(), name);
    };
    await inPanel('Act on web').waitFor();
    await goTo('Tab', 'Act on web');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Restart' }).waitFor();
    await goTo('ArrowDown', 'Restart');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Restart: web' });
    await dialog.waitFor();
    await expectAccessible(page, '[role="dialog"]');
    await goTo('Tab', 'Restart');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await panel().getByText('The Pods of web were replaced.').waitFor();
    // One goes on from where one was.
    assert.equal(await focus().getAttribute('aria-label'), 'Act on web');
  },
);

test(
  'an act is found by Ctrl+K, by its name',
  { timeout: minutes(2) },
  async () => {
    await look(WEB, 'overview');
    for (const [act, did] of [
      ['Pause roll-outs', 'Roll-outs of web are paused.'],
      ['Resume roll-outs', 'Roll-outs of web go on.'],
    ]) {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill(`${act} web`);
      await page
        .getByRole('option', { name: `${act}: Deployment web`, selected: true })
        .waitFor();
      await expectAccessible(page, '[role="dialog"]');
      await page.keyboard.press('Enter');
      await panel().getByText(did).waitFor();
    }
  },
);

test(
  'several are acted on at once from the table',
  { timeout: minutes(2) },
  async () => {
    await openTab(page, 'erp', 'topology?view=table');
    for (const name of ['Choose Deployment portal', 'Choose VM db-vm']) {
      await page
        .getByRole('checkbox', { name, exact: true })
        .check({ force: true });
    }
    for (const [act, sum] of [
      ['Pause roll-outs', 'Pause roll-outs: done on 1 of 1'],
      ['Resume roll-outs', 'Resume roll-outs: done on 1 of 1'],
    ]) {
      await page.getByRole('button', { name: `${act} (1 of 2)` }).click();
      const dialog = page.getByRole('dialog');
      await dialog
        .getByRole('list', { name: 'Not to' })
        .getByText(/VM db-vm: ./)
        .waitFor();
      await expectAccessible(page, '[role="dialog"]');
      await dialog.getByRole('button', { name: act }).click();
      await page.getByText(sum).waitFor();
    }
  },
);

test(
  'a whole app is stopped, who calls before what is called, and started the other way round',
  { timeout: minutes(3) },
  async () => {
    await page.goto(`${url}/catalog/default/system/journal`);
    for (const [button, confirm, did, order] of [
      [
        'Stop the app …',
        'Stop',
        'The app was stopped',
        ['Deployment frontend', 'StatefulSet redis'],
      ],
      [
        'Start the app …',
        'Start',
        'The app was started',
        ['StatefulSet redis', 'Deployment frontend'],
      ],
    ]) {
      await page.getByRole('button', { name: button }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('heading', { name: 'Stage 2' }).waitFor();
      assert.deepEqual(
        await dialog.locator('li > div > div > strong').allInnerTexts(),
        order,
      );
      await expectAccessible(page, '[role="dialog"]');
      await dialog.getByRole('button', { name: confirm, exact: true }).click();
      await page.getByText(did).waitFor();
    }
  },
);

for (const [tab, id, there] of [
  ['logs', WEB, () => panel().getByText(/web: request/)],
  ['console', VM, () => inPanel('Open')],
  ['metrics', WEB, () => panel().getByRole('slider', { name: /^CPU/ })],
]) {
  test(`the tab ${tab} is legible`, { timeout: minutes(1) }, async () => {
    await look(id, tab);
    await there().first().waitFor();
    await expectAccessible(page, 'aside');
  });
}

test('the console of the browser warns of nothing that is ours', () => {
  assert.deepEqual(heard(), []);
});
