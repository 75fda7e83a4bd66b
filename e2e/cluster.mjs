/** The sandbox clusters of the portal, as an administrator with kubectl would reach them. */
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from './portal.mjs';

/**
 * Calls the API of a cluster of the kubeconfig that `npm start` writes, and
 * throws what it answers where that is no success.
 *
 * @param {string} name the cluster, like `onprem`
 * @param {string} method
 * @param {string} path
 * @param {object} [body] sent as a merge patch where the method is PATCH
 */
export async function callCluster(name, method, path, body) {
  const kubeconfig = parse(
    readFileSync(join(root, '.sandbox', 'kubeconfig'), 'utf8'),
  );
  const named = list => list.find(each => each.name === name);
  const { cluster } = named(kubeconfig.clusters);
  const { context } = named(kubeconfig.contexts);
  const { token } = kubeconfig.users.find(
    each => each.name === context.user,
  ).user;
  const answer = await new Promise((resolve, reject) => {
    const call = request(
      new URL(path, cluster.server),
      {
        method,
        ca: Buffer.from(cluster['certificate-authority-data'], 'base64'),
        headers: {
          authorization: `Bearer ${token}`,
          'content-type':
            method === 'PATCH'
              ? 'application/merge-patch+json'
              : 'application/json',
        },
      },
      resolve,
    );
    call.once('error', reject);
    call.end(body && JSON.stringify(body));
  });
  const text = (await answer.toArray()).join('');
  if (answer.statusCode >= 300) {
    throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
  }
  return text;
}
