export {
  isShipped,
  shippedNames,
  startShippedCluster,
  titleOf,
  writeKubeconfig,
} from './named';
export type { ShippedName } from './named';
export { startSandboxCluster } from './start';
export type { SandboxCluster, SandboxClusterOptions } from './start';
