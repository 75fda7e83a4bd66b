export { CARD_LIMIT, collapse, groupsAround } from './collapse';
export type { Bundle, CollapsedPicture, Group } from './collapse';
