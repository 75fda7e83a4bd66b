import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './nav';

// Plugins are found by `app.packages: all` of app-config.yaml.
export default createApp({ features: [navModule] });
