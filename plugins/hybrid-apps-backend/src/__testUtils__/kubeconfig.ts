import {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const kubeconfigSchema = z.object({
  'current-context': z.string(),
  contexts: z.array(
    z.object({
      name: z.string(),
      context: z.object({ cluster: z.string(), user: z.string() }),
    }),
  ),
  clusters: z.array(
    z.object({
      name: z.string(),
      cluster: z.object({
        server: z.string(),
        'certificate-authority': z.string().optional(),
        'certificate-authority-data': z.string().optional(),
        'insecure-skip-tls-verify': z.boolean().optional(),
      }),
    }),
  ),
  users: z.array(
    z.object({
      name: z.string(),
      user: z.object({
        token: z.string().optional(),
        tokenFile: z.string().optional(),
        'client-certificate': z.string().optional(),
        'client-certificate-data': z.string().optional(),
        'client-key': z.string().optional(),
        'client-key-data': z.string().optional(),
      }),
    }),
  ),
});

function find<T extends { name: string }>(
  items: T[],
  name: string,
  what: string,
): T {
  const found = items.find(item => item.name === name);
  if (!found) {
    throw new Error(`The kubeconfig has no ${what} named '${name}'`);
  }
  return found;
}

/**
 * The cluster and user of a kubeconfig's current context, in the words of the
 * kubernetes plugin. Users with a token or a client certificate are understood.
 */
export function readKubeconfig(file: string): {
  details: ClusterDetails;
  credential: KubernetesCredential;
} {
  const config = kubeconfigSchema.parse(parse(readFileSync(file, 'utf8')));
  const read = (path: string) =>
    readFileSync(resolve(dirname(file), path), 'utf8');
  const decode = (data?: string, path?: string) =>
    data ? Buffer.from(data, 'base64').toString('utf8') : path && read(path);

  const { context } = find(
    config.contexts,
    config['current-context'],
    'context',
  );
  const { cluster } = find(config.clusters, context.cluster, 'cluster');
  const { user } = find(config.users, context.user, 'user');
  const ca = decode(
    cluster['certificate-authority-data'],
    cluster['certificate-authority'],
  );
  const details: ClusterDetails = {
    name: context.cluster,
    url: cluster.server,
    authMetadata: {},
    caData: ca && Buffer.from(ca).toString('base64'),
    skipTLSVerify: cluster['insecure-skip-tls-verify'],
  };

  const token = user.token ?? (user.tokenFile && read(user.tokenFile));
  if (token) {
    return { details, credential: { type: 'bearer token', token } };
  }
  const cert = decode(
    user['client-certificate-data'],
    user['client-certificate'],
  );
  const key = decode(user['client-key-data'], user['client-key']);
  if (cert && key) {
    return {
      details,
      credential: { type: 'x509 client certificate', cert, key },
    };
  }
  throw new Error(
    `The user '${context.user}' of ${file} has neither token nor client certificate`,
  );
}
