/**
 * Actions and a template of the scaffolder that provision hybrid apps.
 *
 * @packageDocumentation
 */
export { scaffolderModuleHybridApps as default } from './module';
