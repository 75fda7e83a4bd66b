import {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import {
  ClusterAccess,
  ClusterAccessService,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import {
  SandboxCluster,
  startSandboxCluster,
} from '@hybrid-apps/sandbox-cluster';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { KubeClient, KubeStatusError } from '../clusters';
import { createKubeClient } from '../clusters/client/kubeClient';
import { readKubeconfig } from './kubeconfig';

/**
 * A cluster for a test: the sandbox, or the one whose kubeconfig
 * `HYBRID_APPS_TEST_KUBECONFIG` names.
 */
export interface TestCluster {
  details: ClusterDetails;
  /** All rights. */
  credential: KubernetesCredential;
  client: KubeClient;
  /** What the kubernetes plugin would hand over. */
  access: Pick<ClusterAccessService, 'get'>;
  /** The test's own, gone after it. Keep to it: the cluster may have other users. */
  namespace: string;
  /** A credential of someone who may not list anything. */
  powerless(): Promise<KubernetesCredential>;
  /** Where it is the sandbox: its store and its faults. */
  sandbox?: SandboxCluster;
  stop(): Promise<void>;
}

const tokenSchema = z.object({ status: z.object({ token: z.string() }) });

/** An access to one cluster, with one credential. */
export function accessTo(
  details: ClusterDetails,
  credential: () => KubernetesCredential,
): Pick<ClusterAccessService, 'get'> {
  const access: ClusterAccess = {
    getClusters: async () => [details],
    getCredential: async () => credential(),
  };
  return { get: async () => access };
}

async function deleteNamespace(client: KubeClient, namespace: string) {
  try {
    await client.request({
      method: 'DELETE',
      path: `/api/v1/namespaces/${namespace}`,
    });
  } catch (error) {
    if (!(error instanceof KubeStatusError && error.code === 404)) {
      throw error;
    }
  }
}

async function createServiceAccountToken(
  client: KubeClient,
  namespace: string,
): Promise<KubernetesCredential> {
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts`;
  await client.request({
    method: 'POST',
    path,
    body: {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'powerless', namespace },
    },
  });
  const { body } = await client.request({
    method: 'POST',
    path: `${path}/powerless/token`,
    body: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 600 },
    },
  });
  const { token } = tokenSchema.parse(body).status;
  return { type: 'bearer token', token };
}

/** Starts, or connects to, the cluster; {@link TestCluster.stop} cleans up. */
export async function startTestCluster(): Promise<TestCluster> {
  const file = process.env.HYBRID_APPS_TEST_KUBECONFIG;
  const sandbox = file
    ? undefined
    : await startSandboxCluster({ name: 'sandbox', tls: false });
  const { details, credential } = sandbox
    ? {
        details: { name: 'sandbox', url: sandbox.url, authMetadata: {} },
        credential: {
          type: 'bearer token' as const,
          token: sandbox.tokens.admin,
        },
      }
    : readKubeconfig(String(file));
  const client = createKubeClient({
    cluster: () => details,
    credential: async () => credential,
  });
  const namespace = `hybrid-apps-test-${randomBytes(4).toString('hex')}`;
  await client.request({
    method: 'POST',
    path: '/api/v1/namespaces',
    body: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespace },
    },
  });
  return {
    details,
    credential,
    client,
    access: accessTo(details, () => credential),
    namespace,
    powerless: async () =>
      sandbox
        ? { type: 'bearer token', token: sandbox.tokens.nobody }
        : createServiceAccountToken(client, namespace),
    sandbox,
    async stop() {
      if (!sandbox) {
        await deleteNamespace(client, namespace);
      }
      await client.close();
      await sandbox?.stop();
    },
  };
}
