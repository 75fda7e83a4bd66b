/** The way of a request through an app, hop by hop. */
export { traceHighlight } from './highlight';
export { TraceButton } from './TraceButton';
export { TraceSection } from './TraceSection';
export { useTrace } from './useTrace';
