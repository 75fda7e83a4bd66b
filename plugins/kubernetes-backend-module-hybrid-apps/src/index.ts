/**
 * Lends the kubernetes plugin's clusters and credentials to hybrid-apps.
 *
 * @packageDocumentation
 */
export { kubernetesModuleHybridApps as default } from './module';
