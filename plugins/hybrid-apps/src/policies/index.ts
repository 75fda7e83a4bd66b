export { PoliciesContent } from './PoliciesContent';
