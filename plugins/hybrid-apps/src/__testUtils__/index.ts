export { apps, fixtureApi } from './fixtureApi';
