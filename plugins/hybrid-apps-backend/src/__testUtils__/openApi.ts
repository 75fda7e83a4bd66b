import Ajv2020 from 'ajv/dist/2020';
import { operationOf } from '../router/http';
import { spec } from '../schema/openapi.generated';

const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  // Said by the document for people; the kinds of times are the tests' own matter.
  validateFormats: false,
});
ajv.addSchema(spec, 'openapi');

const escape = (part: string): string =>
  encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'));

const ROWS = 'application/x-ndjson';

/**
 * What is wrong with an answer by the OpenAPI document; nothing where it holds.
 *
 * @param path - without the plugin's base and the query
 */
export function violations(
  method: string,
  path: string,
  { status, body }: { status: number; body: unknown },
): string[] {
  const template = operationOf({ method, path })?.template;
  if (!template) {
    return [`${method} ${path} is not in the document`];
  }
  if (status === 204) {
    return Object.keys(Object(body)).length > 0
      ? ['a body where none is to be']
      : [];
  }
  const response =
    status < 400
      ? `/paths/${escape(template)}/${method}/responses/${status}`
      : '/components/responses/Error';
  const schemaOf = (type: string) =>
    ajv.getSchema(`openapi#${response}/content/${escape(type)}/schema`);
  const ofRows = schemaOf(ROWS);
  const validate = ofRows ?? schemaOf('application/json');
  if (!validate) {
    return [`${method} ${template} has no answer ${status}`];
  }
  return (ofRows && Array.isArray(body) ? body : [body]).flatMap(one =>
    validate(one)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message }) => `${instancePath || '/'} ${message}`,
        ),
  );
}

/** Whether an answer comes row by row. */
export const comesInRows = (type: unknown): boolean => type === ROWS;

/** The rows of such an answer. */
export const rowsIn = (text: string): unknown[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
