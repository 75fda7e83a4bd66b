/** What is used, now and over time: in a tab of the details, and of the app's entity. */
export { MetricsContent } from './MetricsContent';
export { NodeMetrics } from './NodeMetrics';
export { UseFindings } from './UseFindings';
