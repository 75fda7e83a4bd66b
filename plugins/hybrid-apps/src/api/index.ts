export { createClusterTokens } from './clusterTokens';
export { hybridAppsApiRef } from './hybridAppsApiRef';
export { asError } from './keepFresh';
export type { LoadOptions } from './keepFresh';
export { useInterruption } from './useInterruption';
export { useLive } from './useLive';
export type { Live } from './useLive';
export { useApp } from './useApp';
export { useTopology, usePolicyStatus } from './useAppData';
