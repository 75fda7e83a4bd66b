/**
 * What the pages of an app can do, shown on the example app `erp`: of two
 * clusters, with much that is wrong. The topology is loaded once.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { expectAccessible, minutes, openPortal, shot } from './frame.mjs';
import { listen } from './quiet.mjs';

let page;
let heard;

const button = name =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const card = name => page.locator('[data-node]').filter({ hasText: name });
const dbVm = () => card(/ db-vm /);
const panel = () => page.getByRole('complementary');

openPortal({
  begin: async opened => {
    ({ page } = opened);
    heard = listen(page);
    await page.goto(
      `${opened.url}/catalog/default/system/erp/topology?view=graph`,
    );
    await dbVm().waitFor();
  },
});

/** Chooses one of what a button offers, and closes the list where it stays open. */
async function choose(opener, option) {
  await opener.click();
  await page.getByRole('option', { name: option }).click();
  await page.keyboard.press('Escape');
}

test(
  'the graph is grouped by what one chooses',
  { timeout: minutes(2) },
  async () => {
    const frames = () =>
      page
        .locator('[data-frame]')
        .evaluateAll(all => all.map(each => each.dataset.frame).sort());
    const has = label =>
      page.locator(`[data-frame=${JSON.stringify(label)}]`).waitFor();
    await has('onprem / erp');
    for (const [by, label] of [
      ['By cluster', 'onprem'],
      ['By component', 'erp-db-vm'],
      ['By node', 'onprem / onprem-bm-1'],
    ]) {
      await choose(button(/Group by$/), by);
      await has(label);
    }
    await choose(button(/Group by$/), 'Not grouped');
    await page.locator('[data-frame]').first().waitFor({ state: 'detached' });
    await choose(button(/Group by$/), 'By namespace');
    await has('onprem / erp');
    assert.deepEqual(await frames(), ['cloud / erp', 'onprem / erp']);
  },
);

test(
  'a filter leaves one kind, and the address keeps it',
  { timeout: minutes(2) },
  async () => {
    await choose(button(/Show only/), /^VM \(4\)/);
    await card('portal').first().waitFor({ state: 'detached' });
    const names = await page
      .locator('[data-node]')
      .evaluateAll(all => all.map(each => each.dataset.node.split('/').pop()));
    assert.deepEqual(names.sort(), ['app-vm', 'batch-vm', 'db-vm', 'edi-vm']);
    assert.match(page.url(), /only=/);
    await choose(button(/Show only/), /^VM \(4\)/);
    await card('session-cache').first().waitFor();
  },
);

test(
  'Find says how many there are, and marks them',
  { timeout: minutes(2) },
  async () => {
    await page.getByRole('searchbox', { name: 'Find' }).fill('reports');
    await page.getByText('1 of 2').waitFor();
    assert.equal(await page.locator('[data-found]').count(), 2);
    await page.getByRole('searchbox', { name: 'Find' }).fill('');
    await page.locator('[data-found]').first().waitFor({ state: 'detached' });
  },
);

test(
  'a card has a menu, by mouse and by keyboard, which gives the focus back',
  { timeout: minutes(2) },
  async () => {
    const menu = page.getByRole('menu');
    await dbVm().click({ button: 'right' });
    await menu.getByRole('menuitem', { name: 'Who can reach it' }).waitFor();
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await dbVm().press('Shift+F10');
    await menu.getByRole('menuitem', { name: 'Open details' }).press('Enter');
    await panel().getByRole('heading', { name: 'db-vm' }).waitFor();
    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
    const focused = () =>
      page.evaluate(() => document.activeElement?.dataset.node);
    assert.match(await focused(), /db-vm$/);
  },
);

test(
  'the keyboard leads along the connections of a card, and to their ends',
  { timeout: minutes(2) },
  async () => {
    const focused = () =>
      page.evaluate(() => {
        const { node, source, target } = document.activeElement?.dataset ?? {};
        return node ?? [source, target].map(end => end?.split('/').pop());
      });
    await card('reports').last().focus();
    const start = await focused();
    await page.keyboard.press('Alt+ArrowDown');
    const first = await focused();
    await page.keyboard.press('Alt+ArrowDown');
    const second = await focused();
    assert.ok(first.includes('reports') && second.includes('reports'));
    assert.notDeepEqual(first, second);
    await page.keyboard.press('Alt+ArrowUp');
    assert.deepEqual(await focused(), first);
    await page.keyboard.press('ArrowLeft');
    assert.equal(typeof (await focused()), 'string');
    assert.match(start, /reports$/);
  },
);

test(
  'who hears the graph hears each thing once, in words, from left to right',
  { timeout: minutes(2) },
  async () => {
    const graph = page.getByRole('group', { name: 'Topology of erp' });
    const heard = await graph.ariaSnapshot();
    assert.doesNotMatch(heard, /Edge from|erp\/\/|kubevirt\.io/);
    assert.equal(heard.match(/"Ingress erp-app routes to Service/g).length, 1);
    assert.equal(await dbVm().getAttribute('aria-description'), 'onprem / erp');
    const cards = await page.locator('[data-node]').evaluateAll(all =>
      all.map(one => ({
        tabIndex: one.tabIndex,
        id: one.dataset.node,
        // A Service stands where the card is that it is on.
        x: new DOMMatrix(
          getComputedStyle(one.closest('.react-flow__node')).transform,
        ).e,
      })),
    );
    assert.equal(cards[0].id, 'internet');
    assert.deepEqual(
      cards.map(({ x }) => x),
      cards.map(({ x }) => x).sort((a, b) => a - b),
    );
    // One stop of the Tab key, which is the card that had the focus last.
    assert.equal(cards.filter(({ tabIndex }) => tabIndex === 0).length, 1);
    await page.keyboard.press('Tab');
    const left = () =>
      page.evaluate(() => document.activeElement?.dataset.node ?? 'none');
    assert.equal(await left(), 'none');
    await page.keyboard.press('Shift+Tab');
    assert.notEqual(await left(), 'none');
  },
);

test(
  'Inside tells what a workload and what a VM are made of',
  { timeout: minutes(2) },
  async () => {
    await button('Fit to view').click();
    await button(/^Deployment portal 2\/2 ready/).click();
    await panel().getByRole('tab', { name: 'Inside' }).click();
    await panel().getByText('Container portal').waitFor();
    await panel()
      .getByText(/^GET \/healthz on port http/)
      .waitFor();
    // The tab stays while one goes from card to card.
    await dbVm().click();
    await panel().getByText('Machine type').waitFor();
    await panel().getByText('q35').waitFor();
    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
  },
);

test(
  'a small map stands in what is larger than the view, and can be hidden',
  { timeout: minutes(2) },
  async () => {
    const map = page.locator('.react-flow__minimap');
    // What was found before was brought into view.
    await button('Fit to view').click();
    await map.waitFor({ state: 'detached' });
    for (let step = 0; step < 3; step++) {
      await button('Zoom in').click();
    }
    await map.waitFor();
    await button('Hide the small map').click();
    await map.waitFor({ state: 'detached' });
    await button('Show the small map').click();
    await map.waitFor();
    await button('Fit to view').click();
    await map.waitFor({ state: 'detached' });
  },
);

test(
  'the topology is saved as pictures, texts and data',
  { timeout: minutes(2) },
  async () => {
    for (const [item, file, begins] of [
      ['Graph as SVG', 'erp-topology.svg', /^<svg[^]*db-vm/],
      ['Graph as PNG', 'erp-topology.png', /^\u0089PNG/],
      [
        'Mermaid',
        'erp-topology.mmd',
        /^flowchart LR[^]*\[\["VM db-vm - Service erp-db 5432"\]\]/,
      ],
      ['D2', 'erp-topology.d2', /db-vm/],
      ['Table as CSV', 'erp-topology.csv', /db-vm/],
      ['All of it as JSON', 'erp-topology.json', /^\{[^]*"db-vm"/],
    ]) {
      await button('Export').click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: item, exact: true }).click(),
      ]);
      assert.equal(download.suggestedFilename(), file);
      assert.match(await readFile(await download.path(), 'latin1'), begins);
    }
  },
);

test(
  'what is printed is the graph and both tables, and nothing of the portal',
  { timeout: minutes(2) },
  async () => {
    const printed = page.evaluate(
      () =>
        new Promise(resolve => {
          window.print = () => resolve();
        }),
    );
    await button('Export').click();
    await page.getByRole('menuitem', { name: 'Print graph and table' }).click();
    await printed;
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.getByRole('main').first().isVisible(), false);
    await page.getByRole('heading', { name: 'Topology of erp' }).waitFor();
    for (const caption of ['Components', 'Connections']) {
      await page.getByRole('table', { name: caption }).waitFor();
    }
    await page.emulateMedia({ media: null });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await dbVm().waitFor();
  },
);

test(
  'the table says the same, in an order and in columns that one chooses',
  { timeout: minutes(2) },
  async () => {
    await page.getByRole('radio', { name: 'Table' }).click();
    const components = page.getByRole('region', { name: 'Components' });
    const names = () => components.getByRole('rowheader').allInnerTexts();
    const head = components.getByRole('columnheader', { name: 'Component' });
    await head.getByRole('button').click();
    await components.locator('th[aria-sort=ascending]').waitFor();
    const sorted = await names();
    assert.deepEqual(
      sorted,
      [...sorted].sort((a, b) => a.localeCompare(b)),
    );
    assert.equal(sorted.length, 21);
    await head.getByRole('button').click();
    await components.locator('th[aria-sort=descending]').waitFor();
    assert.equal((await names())[0], sorted.at(-1));

    const reach = components.getByRole('columnheader', { name: 'Reach' });
    await choose(button('Columns of the table Components'), 'Reach');
    await reach.waitFor({ state: 'detached' });
    assert.match(page.url(), /hide=reach/);
    await button('Export').click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Table as CSV' }).click(),
    ]);
    assert.match(await readFile(await download.path(), 'utf8'), /Reach/);
    await choose(button('Columns of the table Components'), 'Reach');
    await reach.waitFor();
    await page.getByRole('radio', { name: 'Graph' }).click();
    await dbVm().waitFor();
  },
);

/** Asks for the way of a request; gives the region that tells it. */
async function trace(to) {
  const field = page.getByLabel('URL, host or address');
  if (!(await field.isVisible())) {
    await button('Trace a request').click();
  }
  await field.fill(to);
  await page.keyboard.press('Enter');
  return page.getByRole('region', { name: 'The way of a request' });
}

test(
  'the way of a request that holds is told hop by hop to the container',
  { timeout: minutes(2) },
  async () => {
    const way = await trace('http://session-cache.erp.svc:6379');
    await way.getByText('A container declares port 6379.').waitFor();
    await way.getByText('1 of 1 endpoints are ready.').waitFor();
    await way.getByText(/What policies say hangs on who asks/).waitFor();
    assert.equal(await way.getByText('breaks', { exact: true }).count(), 0);
    assert.equal(await way.getByText('To mend it:').count(), 0);
    await expectAccessible(page);
  },
);

test(
  'the way of a request that breaks says where, how to mend it, and leads to what says so',
  { timeout: minutes(2) },
  async () => {
    const way = await trace('https://erp.onprem.example.com/login');
    await way.getByText('The request does not arrive.').waitFor();
    await way.getByText(/^Certificate Certificate erp-tls ended at/).waitFor();
    await way
      .getByText(/^To mend it: See why its issuer could not renew it/)
      .waitFor();
    await way
      .getByText(/No container declares a port called https-alt\./)
      .waitFor();
    await way
      .getByText(/^To mend it: Set targetPort of the Service to a port/)
      .waitFor();
    await shot(page, 'trace');
    await way
      .getByRole('button', { name: /^Certificate erp-tls › status\.notAfter/ })
      .click();
    await page.getByText('kind: Certificate').waitFor();
    await page.keyboard.press('Escape');
    await button('Close the way of a request').click();
  },
);

test(
  'the clusters are listed, and each says what it is made of',
  { timeout: minutes(2) },
  async () => {
    await page.getByRole('link', { name: 'Clusters' }).first().click();
    const row = page.getByRole('row', { name: /On premises/ });
    await row.filter({ hasText: 'Calico' }).waitFor();
    await row.getByText('On premises').click();
    await page
      .getByRole('region', { name: 'Control plane' })
      .getByRole('row', { name: 'etcd' })
      .filter({ hasText: 'onprem-cp-1' })
      .waitFor();
    await page
      .getByRole('region', { name: 'Who talks to whom' })
      .getByText('the cluster tells it')
      .first()
      .waitFor();
    await shot(page, 'cluster');
  },
);

test(
  'the page of how far they are in containers says so, in a chart and in words',
  { timeout: minutes(2) },
  async () => {
    await page.getByRole('link', { name: 'Modernization' }).first().click();
    await page.getByText(/components still run in VMs/).waitFor();
    // Recorded within a minute after the start, and asked for every 30 seconds.
    await page
      .getByRole('img', { name: /^Components from .* VMs: \d+ at first/ })
      .waitFor({ timeout: minutes(2) });
    await shot(page, 'modernization');
    await page.getByRole('radio', { name: 'Table' }).click();
    await page.getByRole('columnheader', { name: 'Since' }).waitFor();
    await page.getByRole('row', { name: /^erp/i }).click();
    await page.getByRole('region', { name: 'What waits for what' }).waitFor();
  },
);

test('the console of the browser warns of nothing that is ours', () => {
  assert.deepEqual(heard(), []);
});
