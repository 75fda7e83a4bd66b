/** An app's objects as a graph, with the evidence for each edge. Pure. */
export { buildTopology } from './buildTopology';
export { unknownOf } from './knowledge';
export { summarizeApp } from './summarizeApp';
export type { PolicyView } from './types';
