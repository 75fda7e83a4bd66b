export { CARD, CELL, cardOfGroup, portsOf } from './layoutInput';
export type { Card } from './layoutInput';
export { layOutPicture, useLayout } from './useLayout';
export { GRID_ZOOM } from './plain';
export { sizeOf } from './arrange';
export type { Layout, Place } from './arrange';
