/**
 * The main job, as a newcomer does it: provision a hybrid app from the form,
 * see it come up, browse it, and read who reaches its database.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  chooseCluster,
  chooseNamespace,
  chooseOwner,
  create,
  openForm,
} from './form.mjs';
import { expectAccessible, minutes, openPortal, shot } from './frame.mjs';
import { images } from './portal.mjs';
import { listen } from './quiet.mjs';

const NAME = 'webshop';

let page;
let heard;

const frame = openPortal({
  begin: opened => {
    ({ page } = opened);
    heard = listen(page);
  },
});

/** What `npm start` warned of; what comes before its start may be npm's and yarn's, on an installation. */
function warnings() {
  const lines = frame.portal.lines();
  return lines
    .slice(lines.findIndex(line => line.startsWith('Starting')))
    .filter(line => /\b(warn|error)\b/i.test(line));
}

test('npm start shows a newcomer no warning', () => {
  assert.deepEqual(warnings(), []);
});

test('the example apps are listed', { timeout: minutes(2) }, async () => {
  await page.getByRole('row', { name: /inventory/i }).waitFor();
});

test(
  'a hybrid app is provisioned from the form',
  { timeout: minutes(5) },
  async () => {
    await openForm(page, frame.url);
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
    await shot(page, 'template-what');
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
    await shot(page, 'task');
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
    await shot(page, 'topology');
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
    await shot(page, 'policies');
    await cell.first().click();
    const answer = page.getByRole('region', { name: 'Can A reach B?' });
    await answer
      .getByText(/NetworkPolicy webshop-db/)
      .first()
      .waitFor();
    await answer.screenshot({ path: join(images, 'reachability.png') });
  },
);

test(
  'its timeline tells how it came to be, and the overview how it is',
  { timeout: minutes(2) },
  async () => {
    await page.getByRole('link', { name: 'Changes' }).click();
    await page
      .getByRole('main')
      .getByText('webshop-db')
      .filter({ visible: true })
      .first()
      .waitFor();
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
    await shot(page, 'apps');
  },
);

test('the console of the browser warns of nothing that is ours', () => {
  assert.deepEqual(heard(), []);
});

test('nothing of it made npm start warn of anything', () => {
  assert.deepEqual(warnings(), []);
});
