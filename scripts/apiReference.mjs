/** Turns the OpenAPI document into a page that a person reads: docs/reference/api.md. */

const anchor = text => text.toLowerCase().replace(/[^a-z0-9-]/g, '');

/** A description as the text of a table's cell. */
const cell = text => (text ?? '').replace(/\s+/g, ' ').replace(/\|/g, '\\|');

const refName = ref => ref.slice(ref.lastIndexOf('/') + 1);

/** A schema as one short phrase, with links to the named ones. */
function phrase(schema) {
  if (!schema) {
    return '';
  }
  if (schema.$ref) {
    const name = refName(schema.$ref);
    return `[${name}](#${anchor(name)})`;
  }
  if (schema.enum) {
    return schema.enum.map(value => `\`${value}\``).join(', ');
  }
  const variants = schema.allOf ?? schema.anyOf ?? schema.oneOf;
  if (variants) {
    return variants.map(phrase).join(schema.allOf ? ' and ' : ' or ');
  }
  if (schema.type === 'array') {
    return `list of ${phrase(schema.items)}`;
  }
  if (schema.type === 'object') {
    const fields = Object.entries(schema.properties ?? {}).map(
      ([name, field]) => `\`${name}\`: ${phrase(field)}`,
    );
    return fields.length > 0 ? `{ ${fields.join('; ')} }` : 'object';
  }
  const limits = [
    schema.format,
    schema.minimum !== undefined && `from ${schema.minimum}`,
    schema.maximum !== undefined && `to ${schema.maximum}`,
    schema.default !== undefined && `default ${schema.default}`,
  ].filter(Boolean);
  const type = [schema.type].flat().join(' or ');
  return limits.length > 0 ? `${type} (${limits.join(', ')})` : type;
}

function table(head, rows) {
  return [
    `| ${head.join(' | ')} |`,
    `| ${head.map(() => '---').join(' | ')} |`,
    ...rows.map(row => `| ${row.map(cell).join(' | ')} |`),
  ].join('\n');
}

const fields = schema =>
  table(
    ['Field', 'Type', 'Meaning'],
    Object.entries(schema.properties).map(([name, field]) => [
      `\`${name}\`${schema.required?.includes(name) ? '' : ' (optional)'}`,
      phrase(field),
      field.description,
    ]),
  );

function body(schema) {
  return schema.properties ? fields(schema) : phrase(schema);
}

function operation(document, path, method, spec) {
  const parameters = (spec.parameters ?? []).map(each =>
    each.$ref ? document.components.parameters[refName(each.$ref)] : each,
  );
  const request = spec.requestBody?.content['application/json'].schema;
  const { content = {} } = spec.responses['200'] ?? {};
  const answer = (
    content['application/json'] ?? content['application/x-ndjson']
  )?.schema;
  return [
    `### ${method.toUpperCase()} ${path}`,
    spec.description,
    parameters.length > 0 &&
      table(
        ['Parameter', 'In', 'Type', 'Meaning'],
        parameters.map(each => [
          `\`${each.name}\`${each.required ? '' : ' (optional)'}`,
          each.in,
          phrase(each.schema),
          each.description,
        ]),
      ),
    request && `Body:\n\n${body(request)}`,
    answer && `Answer: ${spec.responses['200'].description}\n\n${body(answer)}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function namedSchema(name, schema) {
  return [
    `### ${name}`,
    schema.description,
    schema.properties ? fields(schema) : phrase(schema),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/**
 * @param {object} document the OpenAPI document, parsed
 * @returns {string} the page, in Markdown
 */
export function apiReference(document) {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, spec]) =>
      operation(document, path, method, spec),
    ),
  );
  return [
    '# HTTP API',
    'All paths are under `/api/hybrid-apps` of the portal’s backend. Each call carries a Backstage token, and is answered ' +
      'for the one whose token it is. Errors have Backstage’s form, `{ error: { name, message }, request, response }`.',
    'A page sends the token of who is signed in. For a program of its own, app-config has ' +
      '[`backend.auth.externalAccess`](https://backstage.io/docs/auth/service-to-service-auth). After `npm start`, be the guest:',
    [
      '```sh',
      'TOKEN=$(curl -s -X POST http://localhost:7007/api/auth/guest/refresh | jq -r .backstageIdentity.token)',
      'curl -s -H "Authorization: Bearer $TOKEN" http://localhost:7007/api/hybrid-apps/v1/apps | jq ".items[].name"',
      'curl -s -H "Authorization: Bearer $TOKEN" -G --data-urlencode id=onprem/inventory/apps/Deployment/web \\',
      '  http://localhost:7007/api/hybrid-apps/v1/apps/system/default/inventory/object | jq .inside',
      '```',
    ].join('\n'),
    'Ids have slashes and colons, so what stands in a query is percent-encoded, as `--data-urlencode` does; else the answer is 400.',
    '## Operations',
    ...operations,
    '## Types',
    ...Object.entries(document.components.schemas).map(([name, schema]) =>
      namedSchema(name, schema),
    ),
  ].join('\n\n');
}
