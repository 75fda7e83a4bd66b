export { ModernizationPage } from './ModernizationPage';
