/**
 * What Pods and guests of VMs used over time, as the Prometheus of a cluster
 * measured it, asked for when somebody looks.
 */
export { describeOverTime, gridOf, unconfigured, untold } from './describe';
export { NEAR_LIMIT } from './findings';
export { createMetricsOverTime, type MetricsOverTime } from './overTime';
export { readMetricsSettings } from './settings';
export { sourcesOf, type Sources } from './sources';
