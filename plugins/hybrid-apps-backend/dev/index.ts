import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

// The plugin alone, on the sandbox clusters of app-config, with a catalog of
// one app. Everybody may do everything, without sign-in.
const backend = createBackend();

backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(
  mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
);
backend.add(
  catalogServiceMock.factory({
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'System',
        metadata: { name: 'inventory', namespace: 'default' },
        spec: { owner: 'group:default/team-a' },
      },
    ],
  }),
);
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(
  import('@hybrid-apps/backstage-plugin-kubernetes-backend-module-hybrid-apps'),
);
backend.add(import('@hybrid-apps/sandbox-cluster/backstage'));
backend.add(import('../src'));

backend.start();
