/**
 * What nodes and Pods use, as metrics.k8s.io of a cluster measures it, asked for
 * when somebody wants to know and kept for seconds.
 */
export { createMetrics, type Metrics, type Measured } from './metrics';
export { UNTOLD, withNodeUse } from './nodeUse';
export { claimsOf, runningPods, useInside } from './useInside';
export {
  createMetricsOverTime,
  describeOverTime,
  gridOf,
  readMetricsSettings,
  sourcesOf,
  unconfigured,
  untold,
  type MetricsOverTime,
  type Sources,
} from './overTime';
