/** How far apps are in containers: what of them is in VMs, what waits for these, and how that moved. */
export { describeModernization } from './describe';
export { forgetModernization } from './forget';
export { figuresOf, type Sized } from './figures';
export {
  createModernizationRecord,
  type ModernizationRecord,
  type ObservedApp,
} from './record';
export { sumOfSeries } from './series';
