/**
 * OpenAPI, as far as kubectl asks for it: before it writes, whether the server
 * takes `fieldValidation` for a kind; and the names and types of fields, to explain.
 */
import { apiVersionOf, Json } from '../objects';
import { schemasOf } from '../fields';
import { KindDef, kinds } from '../kinds';
import { ApiContext, Reply } from './types';

const rootOf = (group: string, version: string) =>
  group ? `apis/${group}/${version}` : `api/${version}`;

/** `/openapi/v3`: where each group's document is. */
export function openApiRoot({ faults }: ApiContext): Reply {
  const paths: Json = {};
  for (const def of kinds.filter(each => !faults.isAbsent(each))) {
    for (const version of def.versions) {
      const root = rootOf(def.group, version);
      paths[root] = { serverRelativeURL: `/openapi/v3/${root}?hash=sandbox` };
    }
  }
  return { status: 200, json: { paths } };
}

/** `/openapi/v3/apis/GROUP/VERSION` */
export function openApiDocument(root: string): Reply {
  const version = root.split('/').pop() ?? '';
  const served = kinds.filter(
    def =>
      def.versions.includes(version) && rootOf(def.group, version) === root,
  );
  if (served.length === 0) {
    return { status: 404, text: '404 page not found\n' };
  }
  const paths: Json = {};
  for (const def of served) {
    const home = def.namespaced ? 'namespaces/{namespace}/' : '';
    const path = `/${root}/${home}${def.plural}/{name}`;
    paths[path] = { patch: patchOperation(def, version) };
  }
  return {
    status: 200,
    json: {
      openapi: '3.0.0',
      info: { title: 'Sandbox cluster', version: 'v1.36.2' },
      paths,
      components: { schemas: schemasOf(served, version) },
    },
  };
}

/** Without a body: kubectl merges by types of its own then, which know each list's key. */
function patchOperation(def: KindDef, version: string): Json {
  return {
    description: `patch ${apiVersionOf(def.group, version)} ${def.kind}`,
    parameters: ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map(
      name => ({ name, in: 'query', schema: { type: 'string' } }),
    ),
    responses: { 200: { description: 'OK' } },
    'x-kubernetes-action': 'patch',
    'x-kubernetes-group-version-kind': {
      group: def.group,
      version,
      kind: def.kind,
    },
  };
}
