export { CARD, cardOfGroup, portsOf } from './layoutInput';
export type { Card } from './layoutInput';
export { layOutPicture, useLayout } from './useLayout';
export { sizeOf } from './arrange';
export type { Layout } from './arrange';
