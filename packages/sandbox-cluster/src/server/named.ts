import { chmodSync, mkdirSync, writeFileSync } from 'fs';
import { dirname } from 'path';
import { clusters, readManifests } from '../clusters';
import { kubeconfigOf } from './kubeconfig';
import { SandboxCluster, startSandboxCluster } from './start';

export type ShippedName = keyof typeof clusters;

export const shippedNames = Object.keys(clusters);

export function isShipped(name: string): name is ShippedName {
  return Object.hasOwn(clusters, name);
}

export function titleOf(name: ShippedName): string {
  return clusters[name].title;
}

/** One of the clusters that ship with the sandbox, to be started. */
export interface ShippedClusterSettings {
  name: ShippedName;
  /** A free one, if left out. */
  port?: number;
  /** How the user sets the port, for the error when it is taken. */
  portSetting: string;
  /** Files or folders of manifests that are there from the start. */
  manifests?: readonly string[];
}

/**
 * Starts all of them, their controllers at work, or none.
 *
 * @throws what hinders the first that cannot start
 */
export async function startShippedClusters(
  settings: readonly ShippedClusterSettings[],
  onError: (error: Error, name: ShippedName) => void,
): Promise<SandboxCluster[]> {
  const started: SandboxCluster[] = [];
  for (const { name, port, portSetting, manifests = [] } of settings) {
    const { objects, without } = clusters[name];
    try {
      const cluster = await startSandboxCluster({
        name,
        port,
        objects: [...objects(), ...readManifests(manifests)],
        without,
        controllers: true,
        onError: error => onError(error, name),
      });
      started.push(cluster);
    } catch (error) {
      await stopClusters(started);
      throw isPortTaken(error)
        ? new Error(`${error.message} Set another ${portSetting}.`, {
            cause: error,
          })
        : error;
    }
  }
  return started;
}

/** Whether another port would help: `startSandboxCluster` wraps what the socket said. */
function isPortTaken(error: unknown): error is Error {
  const cause = error instanceof Error ? error.cause : undefined;
  return (
    typeof cause === 'object' &&
    cause !== null &&
    'code' in cause &&
    cause.code === 'EADDRINUSE'
  );
}

export async function stopClusters(sandboxes: SandboxCluster[]): Promise<void> {
  await Promise.all(sandboxes.map(sandbox => sandbox.stop()));
}

/** Writes one kubeconfig for all of them, readable by its owner alone: it holds their tokens. */
export function writeKubeconfig(
  file: string,
  sandboxes: SandboxCluster[],
): void {
  mkdirSync(dirname(file), { recursive: true });
  const entries = sandboxes.map(({ name, url, caData, tokens }) => ({
    cluster: name,
    server: url,
    caData,
    user: 'admin',
    token: tokens.admin,
  }));
  writeFileSync(file, kubeconfigOf(entries), { mode: 0o600 });
  // One that was there before keeps its mode otherwise.
  chmodSync(file, 0o600);
}
