export { CARD, portsOf } from './layoutInput';
export { useLayout } from './useLayout';
export type { Layout } from './arrange';
