/** In place of the sandbox, the API that a kubeconfig names: it is filled as anybody would fill it. */
import { join } from 'node:path';
import { createHttp } from './http.mjs';
import { estateObjects } from './objects.mjs';
import { requireOfBackend, root } from './processes.mjs';

/** Namespaces that are filled at once. */
const AT_ONCE = 16;

const { readKubeconfig } = requireOfBackend(
  join(root, 'plugins/hybrid-apps-backend/src/__testUtils__/kubeconfig.ts'),
);

/** How its API is reached. */
function accessOf(file) {
  const { details, credential } = readKubeconfig(file);
  if (credential.type !== 'bearer token') {
    throw new Error(
      `The user of ${file} has no token, and the kubernetes plugin takes none but those. Give it one by: kubectl create token`,
    );
  }
  const { url, caData, skipTLSVerify } = details;
  return { url, token: credential.token, caData, skipTLSVerify };
}

function pathOf({ apiVersion, kind, metadata: { namespace } }) {
  const resource = kind.toLowerCase().replace(/y$/, 'ie').concat('s');
  return [
    apiVersion.includes('/') ? '/apis' : '/api',
    apiVersion,
    ...(namespace ? ['namespaces', namespace] : []),
    resource,
  ].join('/');
}

/** What an object says of others, by the uids that the cluster gave these. */
function withUids({ metadata, endpoints, ...rest }, uids) {
  const renamed = ref => ({ ...ref, uid: uids.get(ref.uid) });
  const { uid, ownerReferences, ...own } = metadata;
  return {
    ...rest,
    metadata: {
      ...own,
      ...(ownerReferences && { ownerReferences: ownerReferences.map(renamed) }),
    },
    ...(endpoints && {
      endpoints: endpoints.map(one => ({
        ...one,
        targetRef: renamed(one.targetRef),
      })),
    }),
  };
}

/**
 * Fills it with an estate; what is there already stays as it is. No controller
 * may run there that makes Pods of its own, and nothing is taken away again.
 *
 * @returns how it is reached, and how many objects are of kinds that it does not serve
 */
export async function fillRealCluster(file, size) {
  const access = accessOf(file);
  const { request } = createHttp(access);
  const uids = new Map();
  let unserved = 0;

  async function create(object) {
    const path = pathOf(object);
    const one = `${path}/${object.metadata.name}`;
    const body = withUids(object, uids);
    let answer = await request('POST', path, { body });
    if (answer.status === 409) {
      answer = await request('GET', one);
    }
    if (answer.status === 404) {
      unserved++;
      return;
    }
    if (answer.status >= 300) {
      throw new Error(`${one}: ${answer.json().message ?? answer.status}`);
    }
    uids.set(object.metadata.uid, answer.json().metadata.uid);
    if (object.status) {
      // Where a kind has no such part, it took its status with the rest.
      await request('PATCH', `${one}/status`, {
        headers: { 'Content-Type': 'application/merge-patch+json' },
        body: { status: object.status },
      });
    }
  }

  const byNamespace = new Map();
  for (const object of estateObjects(size)) {
    const { namespace = '' } = object.metadata;
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), object]);
  }
  // Namespaces first; in each, owners come before what they own.
  const [shared, ...others] = byNamespace.values();
  const inTurn = async objects => {
    for (const object of objects) {
      await create(object);
    }
  };
  await inTurn(shared);
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = others.pop(); next; next = others.pop()) {
        await inTurn(next);
      }
    }),
  );
  return { access, unserved };
}
