import { KubernetesRequestAuth } from '@backstage/plugin-kubernetes-common';
import { KUBERNETES_ANNOTATIONS } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Request } from 'express';
import { AppEntities, namedByAll } from '../catalog';
import { Clusters, LiveStore } from '../clusters';
import { OwnStores } from '../views';

const OIDC = 'oidc.';

/**
 * The user's token for an auth provider (`google`, `oidc.okta`), from where the
 * kubernetes plugin's proxy takes it too: one header a provider.
 */
function tokenFor(
  authProvider: string,
  headers: Request['headers'],
): KubernetesRequestAuth | undefined {
  const name = authProvider.replace('.', '-').toLocaleLowerCase('en-US');
  const token = headers[`backstage-kubernetes-authorization-${name}`];
  if (typeof token !== 'string' || token === '') {
    return undefined;
  }
  return authProvider.startsWith(OIDC)
    ? { oidc: { [authProvider.slice(OIDC.length)]: token } }
    : { [authProvider]: token };
}

/**
 * Lists the clusters that take each user's own token, where the request brings
 * it, as far as these apps may be on them.
 */
export async function listOwnStores(
  caller: string,
  { headers }: Pick<Request, 'headers'>,
  apps: readonly AppEntities[],
  clusters: Pick<Clusters, 'list'>,
): Promise<OwnStores> {
  const own = new Map<string, LiveStore>();
  await Promise.all(
    clusters.list().map(async ({ name, authProvider, listAs }) => {
      const token = authProvider && tokenFor(authProvider, headers);
      const here = apps.filter(
        app =>
          namedByAll(app, KUBERNETES_ANNOTATIONS.cluster)?.includes(name) ??
          true,
      );
      if (!token || here.length === 0) {
        return;
      }
      const namespaces = here.map(app =>
        namedByAll(app, KUBERNETES_ANNOTATIONS.namespace),
      );
      own.set(
        name,
        await listAs(
          caller,
          token,
          namespaces.includes(undefined)
            ? undefined
            : [...new Set(namespaces.flatMap(named => named ?? []))],
        ),
      );
    }),
  );
  return own;
}
