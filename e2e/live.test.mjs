/**
 * What a reader of a page may rely on while clusters change: values follow,
 * what is open stays open, and what is not known is told.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callCluster } from './cluster.mjs';
import { minutes, openPortal } from './frame.mjs';

const FAULTS = '/_sandbox/faults';
const WEB = '/apis/apps/v1/namespaces/inventory/deployments/web/scale';

const frame = openPortal();

test(
  'the topology follows the cluster, and the panel stays as it was left',
  { timeout: minutes(2) },
  async () => {
    const { page, url } = frame;
    await page.goto(
      `${url}/catalog/default/system/inventory/topology?group=namespace`,
    );
    const web = page.getByRole('button', { name: /^Deployment web \d/ });
    await web.filter({ hasText: '2/2 ready' }).waitFor();
    await page.getByRole('button', { name: /^VM · .* mongodb-vm/ }).click();
    const panel = page.getByRole('complementary', { name: /mongodb-vm/ });
    await panel.getByRole('tab', { name: 'YAML' }).click();
    await panel.getByText('kind: VirtualMachine').waitFor();

    await callCluster('onprem', 'PATCH', WEB, { spec: { replicas: 3 } });

    await web.filter({ hasText: '3/3 ready' }).waitFor();
    assert.equal(
      await panel
        .getByRole('tab', { name: 'YAML' })
        .getAttribute('aria-selected'),
      'true',
    );
    await panel.getByText('kind: VirtualMachine').waitFor();
  },
);

test(
  'where signals stay out, the page says so, asks for changes, and is silent when they are back',
  { timeout: minutes(3) },
  async () => {
    const { url } = frame;
    const reader = await frame.signIn();
    let isCut = false;
    let hear;
    const heard = new Promise(resolve => {
      hear = resolve;
    });
    // The connection stands, and nothing comes through, as behind a proxy that lost it.
    await reader.routeWebSocket(/\/api\/signals$/, socket => {
      const backend = socket.connectToServer();
      backend.onMessage(message => {
        hear();
        if (!isCut) {
          socket.send(message);
        }
      });
    });
    await reader.goto(
      `${url}/catalog/default/system/inventory/topology?group=namespace`,
    );
    const web = reader.getByRole('button', { name: /^Deployment web \d/ });
    await web.waitFor();
    await heard;
    const said = reader.getByText('Live updates are interrupted');
    assert.equal(await said.count(), 0);
    const where = await web.boundingBox();

    isCut = true;
    await said.waitFor();
    assert.deepEqual(await web.boundingBox(), where);
    await callCluster('onprem', 'PATCH', WEB, { spec: { replicas: 4 } });
    await web.filter({ hasText: '4/4 ready' }).waitFor();

    isCut = false;
    await said.waitFor({ state: 'detached' });
    await reader.context().close();
  },
);

test(
  'of an app on two clusters, one that is gone takes nothing from the other',
  { timeout: minutes(3) },
  async () => {
    const { page, url } = frame;
    await page.goto(`${url}/catalog/default/system/erp/topology`);
    await page.getByRole('button', { name: /^Deployment portal \d/ }).waitFor();

    // It goes without an answer, as an API server does.
    await callCluster('cloud', 'POST', `${FAULTS}/crash`, {
      seconds: 90,
    }).catch(() => {});

    await page
      .getByRole('status')
      .filter({ hasText: 'cloud' })
      .first()
      .waitFor();
    await page
      .getByRole('button', { name: /^VM · .* db-vm/ })
      .filter({ hasText: 'Running' })
      .waitFor();
    // What was known of the other cluster is still there to be read.
    await page.getByRole('button', { name: /^Deployment portal \d/ }).waitFor();
  },
);

test(
  'a kind that may no longer be read is named, and the rest stays',
  { timeout: minutes(2) },
  async () => {
    const { page, url } = frame;
    await page.goto(`${url}/catalog/default/system/inventory/topology`);
    await page.getByRole('button', { name: /^Deployment web \d/ }).waitFor();

    await callCluster('onprem', 'PATCH', FAULTS, {
      forbidden: ['virtualmachines.kubevirt.io'],
    });
    await callCluster('onprem', 'POST', `${FAULTS}/cut-watches`);

    const strip = page.getByRole('status').filter({ hasText: 'onprem' });
    await strip.getByText('virtualmachines.kubevirt.io').first().waitFor();
    await page.getByRole('button', { name: /^Deployment web \d/ }).waitFor();
  },
);
