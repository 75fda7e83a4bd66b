/** An app's objects as a graph, with the evidence for each edge. Pure. */
export { callsOf, type Call } from './calls';
export { INTERNET } from './edges';
export { fold } from './fold';
export { unknownOf } from './knowledge';
export { structureSteps } from './structure';
export { summarizeApp, workloadsIn } from './summarizeApp';
export type { WorkloadNode } from './summarizeApp';
export type { PolicyOverlay, Structure, StructureEdge } from './types';
export { withPolicy } from './withPolicy';
