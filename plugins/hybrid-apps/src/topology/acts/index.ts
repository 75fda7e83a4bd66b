/** What can be done with a component: one list, for its details and its card's menu. */
export { CardMenu } from './CardMenu';
export type { MenuAt } from './CardMenu';
export { NodeActs } from './NodeActs';
