import { spec } from '../../schema/openapi.generated';

/** An operation of the OpenAPI document, and what a request's path says in its parameters. */
export interface Operation {
  id: string;
  /** Like `/v1/apps/{kind}/{namespace}/{name}/topology`. */
  template: string;
  params: Readonly<Record<string, string>>;
}

const PARAMETER = /\{([^}]+)\}/g;

const PATHS = Object.entries(spec.paths).map(([template, methods]) => ({
  template,
  // As Express compares them: in any case, and with or without a slash at the end.
  path: new RegExp(`^${template.replace(PARAMETER, '([^/]+)')}/?$`, 'i'),
  names: [...template.matchAll(PARAMETER)].map(([, name]) => name),
  ids: new Map(
    Object.entries(methods).map(([method, { operationId }]) => [
      method,
      operationId,
    ]),
  ),
}));

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Which operation a request is for, if any; HEAD is answered as GET is. */
export function operationOf({
  method,
  path,
}: {
  method: string;
  /** Without the plugin's base and the query. */
  path: string;
}): Operation | undefined {
  const verb = method === 'HEAD' ? 'get' : method.toLocaleLowerCase('en-US');
  for (const { template, path: pattern, names, ids } of PATHS) {
    const found = pattern.exec(path);
    const id = ids.get(verb);
    if (found && id !== undefined) {
      const params = names.map((name, index) => [
        name,
        decode(found[index + 1]),
      ]);
      return { id, template, params: Object.fromEntries(params) };
    }
  }
  return undefined;
}
