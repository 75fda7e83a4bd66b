export { createFaults, createFaultState } from './faults';
export type { Faults, FaultSettings, FaultState } from './faults';
