export { CARD, portsOf } from './layoutInput';
export { layOutPicture, useLayout } from './useLayout';
export type { Layout } from './arrange';
