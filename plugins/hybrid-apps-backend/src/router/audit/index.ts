/** Who changes a cluster, tries to, or is refused, for Backstage's audit log. */
export { createAudit, nameOf, type Audit } from './audit';
