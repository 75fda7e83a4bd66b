/** Who changes a cluster, tries to, or is refused, for Backstage's audit log. */
export { createAudit, nameOf, type Asking, type Audit } from './audit';
