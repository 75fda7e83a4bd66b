/**
 * The main job, as a newcomer does it: provision a hybrid app from the form,
 * see it come up, browse it, and read who reaches its database.
 */
import AxeBuilder from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  chooseCluster,
  chooseNamespace,
  chooseOwner,
  create,
  openForm,
} from './form.mjs';
import { images, launchBrowser, signIn, startPortal } from './portal.mjs';
import { listen } from './quiet.mjs';

const NAME = 'webshop';
const minutes = n => n * 60_000;

let portal;
let browser;
let page;
let heard;

before(
  async () => {
    mkdirSync(images, { recursive: true });
    portal = await startPortal();
    browser = await launchBrowser();
    page = await signIn(browser, portal.url);
    page.setDefaultTimeout(minutes(1));
    heard = listen(page);
  },
  { timeout: minutes(5) },
);

after(async () => {
  await browser?.close();
  await portal?.stop();
});

const shot = name =>
  page.screenshot({
    path: join(images, `${name}.png`),
    animations: 'disabled',
  });

async function expectAccessible(part = 'main') {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
    );
  assert.deepEqual(serious, []);
}

/** What `npm start` warned of; what comes before its start may be npm's and yarn's, on an installation. */
const warnings = () =>
  portal.lines
    .slice(portal.lines.findIndex(line => line.startsWith('Starting')))
    .filter(line => /\b(warn|error)\b/i.test(line));

test('npm start shows a newcomer no warning', () => {
  assert.deepEqual(warnings(), []);
});

test('the example apps are listed', { timeout: minutes(2) }, async () => {
  await page.getByRole('row', { name: /inventory/i }).waitFor();
  // A row under the mouse is drawn in colours of its own.
  await page.mouse.move(0, 0);
  await expectAccessible();
});

test(
  'the page of how far they are in containers says so, in a chart and in words',
  { timeout: minutes(2) },
  async () => {
    await page.getByRole('link', { name: 'Modernization' }).click();
    await page.getByText(/components still run in VMs/).waitFor();
    // Recorded within a minute after the start, and asked for every 30 seconds.
    await page
      .getByRole('img', { name: /^Components from .* VMs: \d+ at first/ })
      .waitFor({ timeout: minutes(2) });
    await page.mouse.move(0, 0);
    await expectAccessible();
    await shot('modernization');
    await page.getByRole('radio', { name: 'Table' }).click();
    await page.getByRole('columnheader', { name: 'Since' }).waitFor();
    await page.getByRole('row', { name: /^inventory/i }).click();
    await page.getByRole('region', { name: 'What waits for what' }).waitFor();
    await page.mouse.move(0, 0);
    await expectAccessible();
    await page.getByRole('link', { name: 'Hybrid apps' }).first().click();
    await page.getByRole('row', { name: /inventory/i }).waitFor();
  },
);

test(
  'a hybrid app is provisioned from the form',
  { timeout: minutes(5) },
  async () => {
    await openForm(page, portal.url);
    const name = page.getByLabel(/^Name/);
    await name.fill('Web shop');
    await page.getByText(/^Small letters, digits and hyphens, beg/).waitFor();
    await page.getByLabel(/^Title/).fill('Web shop');
    await chooseOwner(page, /team.a/i);
    // Far below what is wrong, and yet it does not look dead.
    const next = page.getByRole('button', { name: 'Next' });
    await next.click();
    await page.waitForFunction(
      () => document.activeElement?.id === 'root_name',
    );
    assert.equal(
      await name.evaluate(field => {
        const { top, bottom } = field.getBoundingClientRect();
        return top >= 0 && bottom <= window.innerHeight;
      }),
      true,
    );
    await name.fill(NAME);
    await shot('template-what');
    await next.click();

    await chooseCluster(page, /on premises/i);
    await chooseNamespace(page, /^inventory/);
    await page.getByRole('button', { name: 'Next' }).click();

    await page
      .getByRole('radio', { name: 'The web tier and these namespaces' })
      .click();
    await page.getByRole('combobox', { name: /^Namespace/ }).waitFor();
    await page.getByRole('radio', { name: 'Only the web tier' }).click();
    await create(page);
    await shot('task');
  },
);

test(
  'its topology shows the VM and the web Deployment healthy',
  { timeout: minutes(2) },
  async () => {
    await page.getByRole('link', { name: 'Open its topology' }).click();
    const vm = page.getByRole('button', { name: /^VM .*webshop-db/ });
    await vm.filter({ hasText: 'Running' }).waitFor();
    await page
      .getByRole('button', { name: /^Deployment webshop-web 2\/2 ready/ })
      .waitFor();
    await page
      .getByRole('button', {
        name: 'Deployment webshop-web connects to Service webshop-db on 27017 (allowed)',
      })
      .waitFor();
    await expectAccessible();
    await shot('topology');
  },
);

test(
  'only the web Pods reach the database, by a rule that is named',
  { timeout: minutes(2) },
  async () => {
    await page.getByRole('link', { name: 'Policies' }).click();
    await page.getByText('2 of 2 workloads isolated for ingress').waitFor();
    const cell = page.getByRole('button', {
      name: /^webshop-web to webshop-db: TCP 27017/,
    });
    await cell.first().waitFor();
    // Every other way in is closed, also to what the guest does not see, but for
    // what is on the hosts' network: a node always reaches its own Pods.
    const waysIn = await page
      .getByRole('button', { name: /to webshop-db: (?!none)/ })
      .evaluateAll(buttons =>
        buttons.map(button => button.getAttribute('aria-label')),
      );
    assert.deepEqual(
      waysIn.filter(
        way =>
          !/^(webshop-web .* TCP 27017|Nodes of onprem |kube-system, on its hosts |calico-node |kube-multus-ds )/.test(
            way,
          ),
      ),
      [],
    );
    await shot('policies');
    await cell.first().click();
    const answer = page.getByRole('region', { name: 'Can A reach B?' });
    await answer
      .getByText(/NetworkPolicy webshop-db/)
      .first()
      .waitFor();
    await expectAccessible();
    await answer.screenshot({ path: join(images, 'reachability.png') });
  },
);

test(
  'its timeline tells how it came to be, and the overview how it is',
  { timeout: minutes(2) },
  async () => {
    await page.getByRole('link', { name: 'Changes' }).click();
    await page.getByText('webshop-db').first().waitFor();
    await expectAccessible();
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('heading', { name: 'Hybrid app' }).waitFor();
    await page.getByText('2 isolated').waitFor();
  },
);

test(
  'it is listed beside the example apps',
  { timeout: minutes(1) },
  async () => {
    await page.getByRole('link', { name: 'Hybrid apps' }).click();
    const row = page.getByRole('row').filter({ hasText: 'Web shop' });
    await row.getByText('healthy').waitFor();
    await row.getByText('isolated').waitFor();
    await page.mouse.move(0, 0);
    await shot('apps');
  },
);

test(
  'the way of a request says where it breaks, and leads to what says so',
  { timeout: minutes(2) },
  async () => {
    await page.goto(`${portal.url}/catalog/default/system/erp/topology`);
    await page.getByRole('button', { name: 'Trace a request' }).click();
    await page
      .getByLabel('URL, host or address')
      .fill('https://erp.onprem.example.com/login');
    await page.keyboard.press('Enter');
    const way = page.getByRole('region', { name: 'The way of a request' });
    await way.getByText('The request does not arrive.').waitFor();
    await way.getByText(/^Certificate Certificate erp-tls ended at/).waitFor();
    await way
      .getByText(/No container declares a port called https-alt\./)
      .waitFor();
    await expectAccessible();
    await shot('trace');
    await way
      .getByRole('button', { name: /^Certificate erp-tls › status\.notAfter/ })
      .click();
    await page.getByText('kind: Certificate').waitFor();
  },
);

for (const theme of ['light', 'dark']) {
  test(
    `every page is legible in the ${theme} theme`,
    { timeout: minutes(4) },
    async () => {
      await page.evaluate(
        chosen => localStorage.setItem('theme', chosen),
        theme,
      );
      const open = path =>
        page.goto(`${portal.url}/catalog/default/system/erp${path}`);

      await page.goto(`${portal.url}/hybrid-apps`);
      await page.getByRole('row', { name: /inventory/i }).waitFor();
      await page.mouse.move(0, 0);
      await expectAccessible();

      await page.goto(`${portal.url}/modernization`);
      await page.getByRole('img', { name: /^Components from/ }).waitFor();
      await page.mouse.move(0, 0);
      await expectAccessible();

      await open('');
      const title = page.getByRole('heading', { name: 'Hybrid app' });
      await title.waitFor();
      await page.getByText('VMs', { exact: true }).waitFor();
      // The rest of this page is Backstage's.
      await title
        .locator('xpath=ancestor::*[contains(@class, "bui-Card ")][1]')
        .evaluate(card => card.setAttribute('data-test', 'our-card'));
      await expectAccessible('[data-test="our-card"]');

      await open('/topology?view=graph');
      await page
        .getByRole('button', { name: /^VM .*db-vm/ })
        .filter({ hasText: 'vCPU' })
        .first()
        .click();
      const panel = page.getByRole('complementary');
      await panel.getByRole('tab').first().waitFor();
      for (const tab of await panel.getByRole('tab').all()) {
        await tab.click();
      }
      await expectAccessible();
      await page.keyboard.press('Escape');
      await open('/topology?view=graph&trace=erp.onprem.example.com');
      await page.getByText('The request does not arrive.').waitFor();
      await expectAccessible();
      await page.getByRole('radio', { name: 'Table' }).click();
      await page.getByRole('row').nth(2).waitFor();
      await expectAccessible();

      await open('/policies?view=matrix');
      await page.getByRole('button', { name: /^app-vm to db-vm: TCP/ }).click();
      const answer = page.getByRole('region', { name: 'Can A reach B?' });
      await answer.getByText(/^Entering db-vm/).waitFor();
      await expectAccessible();
      await answer.getByRole('radio', { name: 'All ports' }).click();
      await answer.getByText(/Everything else is denied\.$/).waitFor();
      await page.getByRole('button', { name: 'Change a policy' }).click();
      await page.getByRole('menuitem').first().click();
      await page.waitForFunction(() =>
        [...document.querySelectorAll('textarea')].some(({ value }) =>
          value.includes('kind:'),
        ),
      );
      await page
        .getByRole('button', { name: 'Show what would change' })
        .click();
      await page.getByText('Nothing would change').waitFor();
      await expectAccessible();

      await open('/changes');
      await page
        .getByText(/^Nothing changed since| appeared$/)
        .first()
        .waitFor();
      await expectAccessible();
    },
  );
}

test(
  'the clusters are listed, and each says what it is made of',
  { timeout: minutes(2) },
  async () => {
    await page.goto(`${portal.url}/clusters`);
    const row = page.getByRole('row', { name: /On premises/ });
    await row.filter({ hasText: 'Calico' }).waitFor();
    // A row under the mouse is drawn in colours of its own.
    await page.mouse.move(0, 0);
    await expectAccessible();

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
    await page.mouse.move(0, 0);
    await expectAccessible();
    await shot('cluster');
  },
);

test('the console of the browser warns of nothing that is ours', () => {
  assert.deepEqual(heard(), []);
});

test('nothing of it made npm start warn of anything', () => {
  assert.deepEqual(warnings(), []);
});
