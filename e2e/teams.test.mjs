/**
 * What people of two teams who share clusters see and do, under the policy of
 * packages/backend/src/policy.ts: each their own, and nothing of the other's.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  chooseCluster,
  chooseNamespace,
  chooseOwner,
  create,
  offeredNamespaces,
  openForm,
} from './form.mjs';
import { expectAccessible, minutes, openPortal, shot } from './frame.mjs';

const frame = openPortal({
  people: ['Amal Haddad', 'Bo Lindqvist', 'Chidi Okafor'],
});
const { pages } = frame;

/** Other tests add apps of Team A. */
const EXAMPLES = ['ERP', 'Fulfilment', 'Inventory', 'Journal'];

/** The names of the apps that somebody's list has, once it is there. */
async function listed(page) {
  await page.goto(`${frame.url}/hybrid-apps`);
  const rows = page.getByRole('rowheader');
  await rows.first().waitFor();
  const names = await rows.allInnerTexts();
  return names.map(name => name.split('\n')[0].trim()).sort();
}

const openTab = (page, app, tab) =>
  page.goto(`${frame.url}/catalog/default/system/${app}/${tab}`);

/** Every tab of an app says that it is not theirs to see, and which right that takes. */
async function expectRefused(page, app) {
  for (const tab of ['topology', 'policies', 'changes']) {
    await openTab(page, app, tab);
    await page.getByText('You may not see this app').waitFor();
    await page.getByText(/hybrid-apps\.app\.view/).waitFor();
    assert.equal(await page.getByRole('button', { name: /-vm/ }).count(), 0);
  }
  await expectAccessible(page);
}

/** Answers the questions before those of the place. */
async function toPlace(page, name, owner) {
  await openForm(page, frame.url);
  await page.getByLabel(/^Name/).fill(name);
  await chooseOwner(page, owner);
  await page.getByRole('button', { name: 'Next' }).click();
}

for (const theme of ['light', 'dark']) {
  test(
    `the sign-in page is legible in the ${theme} theme`,
    { timeout: minutes(2) },
    async () => {
      const context = await frame.browser.newContext({
        reducedMotion: 'reduce',
      });
      await context.addInitScript(
        chosen => localStorage.setItem('theme', chosen),
        theme,
      );
      const page = await context.newPage();
      await page.goto(frame.url, { timeout: minutes(1) });
      await page.getByRole('heading', { name: 'Chidi Okafor' }).waitFor();
      await expectAccessible(page);
      await context.close();
    },
  );
}

test('each sees the apps of their own', { timeout: minutes(3) }, async () => {
  const examplesOf = async page => {
    const names = await listed(page);
    return EXAMPLES.filter(name => names.includes(name));
  };
  assert.deepEqual(await examplesOf(pages.Amal), [
    'Fulfilment',
    'Inventory',
    'Journal',
  ]);
  assert.deepEqual(await listed(pages.Bo), ['ERP']);
  assert.deepEqual(await examplesOf(pages.Chidi), EXAMPLES);
});

test(
  'Amal is told that ERP is not hers to see, and Bo the same of hers',
  { timeout: minutes(4) },
  async () => {
    await expectRefused(pages.Amal, 'erp');
    await expectRefused(pages.Bo, 'inventory');
    await expectRefused(pages.Bo, 'fulfilment');
  },
);

test(
  'the kubernetes plugin is no way round it',
  { timeout: minutes(2) },
  async () => {
    await openTab(pages.Amal, 'erp', 'kubernetes');
    await pages.Amal.getByText('Permission required').first().waitFor();
  },
);

test(
  'Amal provisions an app in her namespace, and is offered no other',
  { timeout: minutes(5) },
  async () => {
    const page = pages.Amal;
    await toPlace(page, 'stocktake', /team.a/i);
    await chooseCluster(page, /cloud/i);
    assert.deepEqual(await offeredNamespaces(page), ['journal']);
    await page.keyboard.press('Escape');
    await chooseCluster(page, /on premises/i);
    assert.deepEqual(await offeredNamespaces(page), ['inventory']);
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: /namespace/i }).fill('erp');
    await page
      .getByText(/^Cluster onprem has no namespace erp that you may see\./)
      .waitFor();
    await page.getByRole('combobox', { name: /namespace/i }).fill('');
    await chooseNamespace(page, /^inventory/);
    await page.getByRole('button', { name: 'Next' }).click();
    await create(page);

    await page.getByRole('link', { name: 'Open its topology' }).click();
    await page
      .getByRole('button', { name: /^VM .*stocktake-db/ })
      .filter({ hasText: 'Running' })
      .waitFor();
    await page.getByRole('link', { name: 'Policies' }).click();
    await page.getByText('2 of 2 workloads isolated for ingress').waitFor();
    await page
      .getByRole('button', {
        name: /^stocktake-web to stocktake-db: TCP 27017/,
      })
      .first()
      .waitFor();
    assert.ok((await listed(page)).includes('stocktake'));
  },
);

test(
  'Bo is offered his namespace on both clusters, and sees nothing of what she made',
  { timeout: minutes(3) },
  async () => {
    const page = pages.Bo;
    await toPlace(page, 'ledger', /team.b/i);
    for (const cluster of [/on premises/i, /cloud/i]) {
      await chooseCluster(page, cluster);
      assert.deepEqual(await offeredNamespaces(page), ['erp']);
      await page.keyboard.press('Escape');
    }
    assert.deepEqual(await listed(page), ['ERP']);
    await expectRefused(page, 'stocktake');
  },
);

test(
  'an app that reaches into both namespaces says how much is hidden',
  { timeout: minutes(3) },
  async () => {
    const page = pages.Amal;
    const note = page
      .getByRole('status')
      .filter({ hasText: 'Part of this app is hidden from you' });
    await openTab(page, 'fulfilment', 'topology');
    await page.getByRole('button', { name: /^VM .*mongodb-vm/ }).waitFor();
    await note
      .getByText(/cloud: 2 workloads in namespaces that you may not see\./)
      .waitFor();
    assert.doesNotMatch(
      await page.getByRole('main').innerText(),
      /edi-vm|exporter/,
    );
    await expectAccessible(page);
    await shot(page, 'hidden');
    await page.getByRole('link', { name: 'Policies' }).click();
    await note.getByText(/cloud: 2 workloads/).waitFor();
  },
);

test('Chidi sees all of it', { timeout: minutes(3) }, async () => {
  const page = pages.Chidi;
  await openTab(page, 'fulfilment', 'topology');
  await page.getByRole('button', { name: /^VM .*mongodb-vm/ }).waitFor();
  await page.getByRole('button', { name: /^VM .*edi-vm/ }).waitFor();
  assert.equal(
    await page.getByText('Part of this app is hidden from you').count(),
    0,
  );
  assert.ok((await listed(page)).includes('stocktake'));
});

test(
  'who signs out is asked again with whose eyes to look',
  { timeout: minutes(2) },
  async () => {
    const page = pages.Chidi;
    await page.goto(`${frame.url}/settings`);
    await page.getByText('Chidi Okafor').first().waitFor();
    await page.getByRole('button', { name: 'more' }).click();
    await page.getByRole('menuitem', { name: 'Sign Out' }).click();
    await page.getByRole('heading', { name: 'Bo Lindqvist' }).click();
    await page.getByRole('link', { name: 'Settings' }).waitFor();
    await page.reload();
    assert.deepEqual(await listed(page), ['ERP']);
  },
);
