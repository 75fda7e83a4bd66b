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

/** Starts one of the clusters that ship with the sandbox, its controllers at work. */
export function startShippedCluster(
  name: ShippedName,
  options: {
    port?: number;
    /** Files or folders of manifests that are there from the start. */
    manifests?: readonly string[];
    onError?: (error: Error) => void;
  } = {},
): Promise<SandboxCluster> {
  const { manifests = [], ...rest } = options;
  const { objects, without } = clusters[name];
  return startSandboxCluster({
    ...rest,
    name,
    objects: [...objects(), ...readManifests(manifests)],
    without,
    controllers: true,
  });
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
