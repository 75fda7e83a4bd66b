/** The way of a request through an app, hop by hop. */
export { isEntry } from './entries';
export { traceHighlight } from './highlight';
export { TraceSection } from './TraceSection';
export { useTrace } from './useTrace';
