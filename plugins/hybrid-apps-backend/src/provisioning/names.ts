// RFC 1123, as Kubernetes has it. Checked here as names become parts of paths.
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);

/** Whether a namespace can be called so. */
export const isLabel = (name: string): boolean =>
  name.length <= 63 && SUBDOMAIN.test(name) && !name.includes('.');

/** Whether an object of the kinds that are provisioned can be called so. */
export const isSubdomain = (name: string): boolean =>
  name.length <= 253 && SUBDOMAIN.test(name);
