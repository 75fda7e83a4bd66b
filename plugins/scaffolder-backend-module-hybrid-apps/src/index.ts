/**
 * Actions and a template of the scaffolder that provision hybrid apps.
 *
 * @packageDocumentation
 */
export { hybridAppsProvisioning as default } from './feature';
