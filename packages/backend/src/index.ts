import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@hybrid-apps/backstage-plugin-hybrid-apps-backend'));
backend.add(
  import('@hybrid-apps/backstage-plugin-kubernetes-backend-module-hybrid-apps'),
);
backend.add(
  import('@hybrid-apps/backstage-plugin-catalog-backend-module-hybrid-apps'),
);
backend.add(
  import('@hybrid-apps/backstage-plugin-scaffolder-backend-module-hybrid-apps'),
);
// Who may do what, for the teams of examples/org.yaml; and sign-in as one of
// them, in development alone.
backend.add(import('./policy'));
backend.add(import('./personas'));
// Clusters in memory, for development and demos; without its section in
// app-config it does nothing.
backend.add(import('@hybrid-apps/sandbox-cluster/backstage'));

backend.start();
