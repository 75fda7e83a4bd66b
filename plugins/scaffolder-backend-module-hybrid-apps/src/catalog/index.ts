export { catalogModuleHybridAppsTemplate } from './module';
