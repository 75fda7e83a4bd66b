export { HybridAppsPages } from './HybridAppsPages';
