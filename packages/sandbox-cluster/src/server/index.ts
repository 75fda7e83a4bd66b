export { kubeconfigOf } from './kubeconfig';
export { startSandboxCluster } from './start';
export type { SandboxCluster, SandboxClusterOptions } from './start';
