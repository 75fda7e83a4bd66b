import { resourceOf } from '../kinds';
import { FaultState } from '../faults';
import { badRequest } from '../status';
import { ResourceTarget } from './types';

/** A URL under /api or /apis, taken apart. */
export interface ApiPath {
  group: string;
  version: string;
  namespace?: string;
  resource?: string;
  name?: string;
  subresource?: string;
}

/**
 * `/api/v1/namespaces/shop/pods/web/log` and so on. `undefined` for what is no
 * path of a resource's form.
 */
export function parsePath(path: string): ApiPath | undefined {
  const parts = path.split('/').filter(Boolean).map(decode);
  const root = parts.shift();
  const group = root === 'apis' ? parts.shift() : '';
  const version = parts.shift();
  if ((root !== 'api' && root !== 'apis') || group === undefined || !version) {
    return undefined;
  }
  // /namespaces/NAME and /namespaces/NAME/status are the Namespace itself.
  const isInNamespace =
    parts[0] === 'namespaces' &&
    parts.length > 2 &&
    !(group === '' && ['status', 'finalize'].includes(parts[2]));
  const namespace = isInNamespace ? parts.splice(0, 2)[1] : undefined;
  const [resource, name, ...subresource] = parts;
  return {
    group,
    version,
    namespace,
    resource,
    name,
    subresource: subresource.length > 0 ? subresource.join('/') : undefined,
  };
}

/** The kind that the path names, if this cluster serves it there. */
export function resolve(
  path: ApiPath,
  faults: FaultState,
): ResourceTarget | undefined {
  const { group, version, namespace, resource = '', name, subresource } = path;
  const def = resourceOf(group, resource);
  const isServed =
    def &&
    def.versions.includes(version) &&
    !faults.isAbsent(def) &&
    (def.namespaced
      ? !name || namespace !== undefined
      : namespace === undefined);
  return isServed ? { def, version, namespace, name, subresource } : undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badRequest(`the URL is not valid: ${part}`);
  }
}
