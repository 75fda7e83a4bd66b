import {
  ANNOTATION_KUBERNETES_AUTH_PROVIDER,
  SERVICEACCOUNT_CA_PATH,
} from '@backstage/plugin-kubernetes-common';
import {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Agent } from 'undici';

const CONNECT_TIMEOUT_MS = 10_000;

/** Where an API server is, and how to know that it is the right one. */
interface Endpoint {
  url: URL;
  ca?: string;
  skipTLSVerify: boolean;
}

/**
 * The auth provider `serviceAccount` without a token means the Pod that the
 * portal itself runs in, as it does in the kubernetes plugin.
 */
function isInCluster({ authMetadata }: ClusterDetails): boolean {
  return (
    authMetadata[ANNOTATION_KUBERNETES_AUTH_PROVIDER] === 'serviceAccount' &&
    !authMetadata.serviceAccountToken &&
    existsSync(SERVICEACCOUNT_CA_PATH)
  );
}

async function resolveEndpoint(cluster: ClusterDetails): Promise<Endpoint> {
  if (isInCluster(cluster)) {
    const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } =
      process.env;
    return {
      url: new URL(
        `https://${host?.includes(':') ? `[${host}]` : host}:${port}`,
      ),
      ca: await readFile(SERVICEACCOUNT_CA_PATH, 'utf8'),
      skipTLSVerify: false,
    };
  }
  const { caFile, caData } = cluster;
  return {
    url: new URL(cluster.url),
    ca: caFile
      ? await readFile(caFile, 'utf8')
      : caData && Buffer.from(caData, 'base64').toString('utf8'),
    skipTLSVerify: cluster.skipTLSVerify ?? false,
  };
}

/** An open way to an API server, and the headers that show who asks. */
export interface Connection {
  agent: Agent;
  origin: string;
  /** Comes before each path; empty, or without its last slash. */
  basePath: string;
  headers: Record<string, string>;
  /** The same for what goes by no agent. */
  tls: {
    ca?: string;
    rejectUnauthorized: boolean;
    cert?: string;
    key?: string;
  };
}

/** Keeps sockets open for as long as neither cluster nor certificates change. */
export interface ConnectionPool {
  connect(
    cluster: ClusterDetails,
    credential: KubernetesCredential,
  ): Promise<Connection>;
  /** Ends every request that is still under way. */
  close(): Promise<void>;
}

export function createConnectionPool(): ConnectionPool {
  let current: { key: string; agent: Agent } | undefined;

  return {
    async connect(cluster, credential) {
      const { url, ca, skipTLSVerify } = await resolveEndpoint(cluster);
      const certificate =
        credential.type === 'x509 client certificate'
          ? { cert: credential.cert, key: credential.key }
          : {};
      const tls = { ca, rejectUnauthorized: !skipTLSVerify, ...certificate };
      const key = JSON.stringify([url.origin, tls]);
      if (current?.key !== key) {
        // Requests under way end in their own time; nobody waits for them.
        current?.agent.close().catch(() => {});
        current = {
          key,
          agent: new Agent({
            connect: { ...tls, timeout: CONNECT_TIMEOUT_MS },
          }),
        };
      }
      const headers: Record<string, string> = {};
      if (credential.type === 'bearer token') {
        headers.authorization = `Bearer ${credential.token.trim()}`;
      }
      return {
        agent: current.agent,
        origin: url.origin,
        basePath: url.pathname.replace(/\/+$/, ''),
        headers,
        tls,
      };
    },
    async close() {
      const agent = current?.agent;
      current = undefined;
      await agent?.destroy();
    },
  };
}
