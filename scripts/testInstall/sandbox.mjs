/** Sandbox clusters for a portal to look at, in a process of their own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { root } from '../install.mjs';

/** The least that makes an app: a workload with the label that names it. */
const SHOP = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'web',
    namespace: 'default',
    labels: { 'app.kubernetes.io/part-of': 'shop' },
  },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: {
        labels: { app: 'web', 'app.kubernetes.io/part-of': 'shop' },
      },
      spec: { containers: [{ name: 'web', image: 'shop/web:1' }] },
    },
  },
};

/** Creates the app `shop` on a cluster. */
async function createShop({ url, caData, token }) {
  const call = request(`${url}/apis/apps/v1/namespaces/default/deployments`, {
    method: 'POST',
    ca: Buffer.from(caData, 'base64'),
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
  });
  call.end(JSON.stringify(SHOP));
  const [response] = await once(call, 'response');
  response.resume();
  if (response.statusCode !== 201) {
    throw new Error(
      `The sandbox cluster does not take a Deployment: ${response.statusCode}`,
    );
  }
}

/** @returns the first cluster, with the app `shop`, as a portal is told of it, and how to end it */
export async function startSandbox(folder) {
  const kubeconfig = join(folder, 'kubeconfig');
  const child = spawn(
    process.execPath,
    [join(root, 'scripts', 'sandbox.mjs'), '--kubeconfig', kubeconfig],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], detached: true },
  );
  while (!existsSync(kubeconfig)) {
    if (child.exitCode !== null) {
      throw new Error('The sandbox clusters did not start');
    }
    await sleep(200);
  }
  const { clusters, users } = parse(readFileSync(kubeconfig, 'utf8'));
  const [{ cluster }] = clusters;
  const access = {
    url: cluster.server,
    caData: cluster['certificate-authority-data'],
    token: users[0].user.token,
  };
  const stop = async () => {
    if (child.exitCode === null) {
      process.kill(-child.pid, 'SIGTERM');
      await once(child, 'exit');
    }
  };
  try {
    await createShop(access);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...access, stop };
}
