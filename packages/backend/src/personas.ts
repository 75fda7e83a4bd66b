import { createBackendModule } from '@backstage/backend-plugin-api';
import { isUserEntity } from '@backstage/catalog-model';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

/** Users of examples/org.yaml, each a provider of `auth.providers` in app-config. */
const PERSONAS = ['amal', 'bo', 'chidi'];

/** Believes whoever comes. */
const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async () => ({ profile: {} }),
  initialize: () => undefined,
  authenticate: async () => ({ result: undefined }),
});

/**
 * Sign-in as one of the example's users, to look at the same apps with other
 * eyes. It is a door without a lock, so it is there in development alone, as
 * that of the guest is.
 */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'personas',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        if (process.env.NODE_ENV !== 'development') {
          return;
        }
        for (const name of PERSONAS) {
          const query = { entityRef: { kind: 'User', name } };
          providers.registerProvider({
            providerId: name,
            factory: createProxyAuthProviderFactory({
              authenticator,
              signInResolver: (_, context) =>
                context.signInWithCatalogUser(query),
              profileTransform: async (_, context) => {
                const { entity } = await context.findCatalogUser(query);
                return {
                  profile: isUserEntity(entity)
                    ? entity.spec.profile ?? {}
                    : {},
                };
              },
            }),
          });
        }
      },
    });
  },
});
