/** Which namespaces of which clusters take apps, and on which terms, as app-config says. */
export {
  createOpenings,
  notYours,
  type Openings,
  type Openness,
} from './openings';
export { readOpenings, type Allowance, type Terms } from './terms';
