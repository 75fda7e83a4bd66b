import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './nav';
import { signInModule } from './signIn';

// Plugins are found by `app.packages: all` of app-config.yaml.
export default createApp({ features: [navModule, signInModule] });
