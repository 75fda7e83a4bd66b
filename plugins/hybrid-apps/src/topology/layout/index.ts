export { CARD, CELL, CHIPPED, portsOf } from './layoutInput';
export { layOutPicture, useLayout } from './useLayout';
export { GRID_ZOOM } from './plain';
export { FRAME_GAP, sizeOf } from './arrange';
export type { Layout, Place } from './arrange';
