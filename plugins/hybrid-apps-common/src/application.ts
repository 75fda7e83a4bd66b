/**
 * The names of what the template Hybrid application creates.
 *
 * @public
 */
export interface HybridApplicationNames {
  /** Of the web tier: its Deployment, Service, NetworkPolicy and Ingress. */
  web: string;
  /** Of the database: its VirtualMachine, Service and NetworkPolicy. */
  database: string;
  /** Of the DataVolume that the VM boots from. */
  disk: string;
}

/**
 * How the objects of an application are named. The action that makes the
 * manifests and the form's picture of them both go by it.
 *
 * @param application - the name that was typed into the form
 * @public
 */
export function hybridApplicationNames(
  application: string,
): HybridApplicationNames {
  return {
    web: `${application}-web`,
    database: `${application}-db`,
    disk: `${application}-db-disk`,
  };
}
