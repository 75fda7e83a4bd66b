export { applyFields } from './apply';
export type { ApplyResult, Conflict } from './apply';
export { trackUpdate } from './managers';
export type { Manager } from './managers';
export { mergePatch, strategicMergePatch } from './merge';
