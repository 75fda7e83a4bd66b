export { apps, fixtureApi } from './fixtureApi';
export { renderTab } from './renderTab';
