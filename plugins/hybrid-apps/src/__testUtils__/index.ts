export { apps, fixtureApi } from './fixtureApi';
export { renderTab } from './renderTab';
export { largeTopology } from './largeTopology';
export { largePolicy, largePolicyPeers } from './largePolicy';
export { giveHeights } from './giveHeights';
