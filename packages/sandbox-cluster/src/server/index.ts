export {
  isShipped,
  shippedNames,
  startShippedClusters,
  stopClusters,
  titleOf,
  writeKubeconfig,
} from './named';
export type { ShippedClusterSettings } from './named';
export { startSandboxCluster } from './start';
export type { SandboxCluster, SandboxClusterOptions } from './start';
