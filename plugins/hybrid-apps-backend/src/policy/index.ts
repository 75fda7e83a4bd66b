/** Who can reach whom in an app, and which rules decide. Pure. */
export { enforcementOf } from './enforcement';
export { policyStatus } from './policyStatus';
export { policyView } from './policyView';
export { previewPolicy } from './preview';
export { reachability } from './reachability';
