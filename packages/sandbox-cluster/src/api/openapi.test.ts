import { kinds } from '../kinds';
import { isJson, Json, recordAt, valueAt } from '../objects';
import { openApiDocument } from './openapi';

function documentOf(root: string): Json {
  const reply = openApiDocument(root);
  if (!('json' in reply) || !isJson(reply.json)) {
    throw new Error(`no document of ${root}`);
  }
  return reply.json;
}

const roots = [
  ...new Set(
    kinds.flatMap(({ group, versions }) =>
      versions.map(each => (group ? `apis/${group}/${each}` : `api/${each}`)),
    ),
  ),
];

/** All that the document refers to. */
function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(refsIn);
  }
  return isJson(value)
    ? Object.entries(value).flatMap(([key, child]) =>
        key === '$ref' ? [String(child)] : refsIn(child),
      )
    : [];
}

describe.each(roots)('the OpenAPI document of %s', root => {
  const document = documentOf(root);

  it('has all that it refers to', () => {
    const absent = refsIn(document).filter(
      ref => valueAt(document, ref.split('/').slice(1)) === undefined,
    );
    expect(absent).toEqual([]);
  });

  it('has a schema and a PATCH for each kind, which takes no strategic merge by schema', () => {
    const kindOf = (item: Json) =>
      JSON.stringify(item['x-kubernetes-group-version-kind']);
    const explained = Object.values(recordAt(document, 'components', 'schemas'))
      .filter(isJson)
      .flatMap(schema => kindOf(schema) ?? [])
      .map(kind => kind.slice(1, -1));
    const patches = Object.values(recordAt(document, 'paths')).map(path =>
      recordAt(path, 'patch'),
    );
    expect(patches.map(kindOf).sort()).toEqual(explained.sort());
    expect(patches.filter(patch => 'requestBody' in patch)).toEqual([]);
  });
});

it('says how fields are made', () => {
  const schemas = recordAt(documentOf('api/v1'), 'components', 'schemas');
  expect(schemas.EnvVar).toMatchObject({
    properties: {
      name: { type: 'string' },
      valueFrom: { $ref: '#/components/schemas/EnvVarSource' },
    },
  });
  expect(recordAt(schemas, 'PodSpec', 'properties')).toMatchObject({
    containers: {
      type: 'array',
      items: { $ref: '#/components/schemas/Container' },
    },
    nodeSelector: { additionalProperties: { type: 'string' } },
    affinity: {},
  });
});
