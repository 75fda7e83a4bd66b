/** Requests to every operation of the OpenAPI document, good and bad. */
import fc from 'fast-check';
import { z } from 'zod';
import { damagedText, damagedValue, TEXTS } from './damage';
import { dereferenced, Estate, Schema, valuesOf } from './schema';

/** A request as it goes over the wire. */
export interface RawRequest {
  method: string;
  /** Encoded, with the query, below the plugin's base. */
  path: string;
  as: string;
  headers: Record<string, string>;
  body?: string;
}

const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean().default(false),
  schema: z.custom<Schema>(value => typeof value === 'object'),
});
const operation = z.object({
  operationId: z.string(),
  parameters: z
    .array(z.union([parameter, z.object({ $ref: z.string() })]))
    .default([]),
  requestBody: z
    .object({
      content: z.object({
        'application/json': z.object({
          schema: z.custom<Schema>(value => typeof value === 'object'),
        }),
      }),
    })
    .optional(),
});
const paths = z.record(z.string(), z.record(z.string(), operation));

/** Every byte in percent encoding but those that are safe in any place. */
const encoded = (text: string): string =>
  [...Buffer.from(text)]
    .map(byte =>
      /[\w.~-]/.test(String.fromCharCode(byte)) && byte < 0x80
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).padStart(2, '0')}`,
    )
    .join('');

/** Parts of a path as they are sent, which decode to something odd or to nothing. */
const PARTS = [
  ...['%', '%zz', '%ff', '%c0%af', '%ed%a0%80', '%00', '%2e%2e', '..', '.'],
  ...['%2F', 'a%2fb', '%25', '%5c', '+', ';a=b', '@', ':', '*', '&', '=', '~'],
  ...TEXTS.filter(text => text !== '').map(encoded),
];
const QUERIES = [
  ...['&', '=', '=x', '%', '%zz=1', 'a=%ff', 'nonsense=1', 'a[b]=1', 'a[]=1'],
  ...['__proto__[x]=1', 'constructor[prototype][x]=1', '__proto__=1', '?', '#'],
  ...['a[b][c][d][e][f][g][h]=1', `${'a=1&'.repeat(1_100)}`],
];
const DEVIATIONS = ['', '=', '=%00', '[]=1', '[x]=1', '[__proto__]=1', '=1,2'];

const HEADERS: ReadonlyArray<Record<string, string>> = [
  ...[
    ...[
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
    ],
    ...['application/merge-patch+json', 'application/json; charset=utf-16'],
    ...[
      'application/json; charset=nonsense',
      'application/json;;;',
      'nonsense',
    ],
    ...['application/yaml', '*/*', 'APPLICATION/JSON', 'text/json; x="'],
  ].map(type => ({ 'content-type': type })),
  ...['gzip', 'br', 'deflate', 'identity', 'nonsense', 'gzip, gzip'].map(
    encoding => ({ 'content-encoding': encoding }),
  ),
  ...['*', '"', 'W/', ', ,', '"a"'.repeat(2_000), '\xff'].map(tag => ({
    'if-none-match': tag,
  })),
  { 'backstage-kubernetes-authorization-google': 'x' },
  { 'backstage-kubernetes-authorization-oidc-okta': '\xff' },
  { 'backstage-kubernetes-authorization-oidc-__proto__': 'x' },
  { 'backstage-kubernetes-authorization': '{"__proto__":1}' },
  { accept: 'text/html' },
  { 'accept-encoding': 'gzip;q=x, *;q=0' },
  { 'x-forwarded-for': "'; DROP TABLE, 1.2.3.4" },
  { 'x-http-method-override': 'DELETE' },
  { range: 'bytes=0-0,-1' },
  { 'x-long': 'x'.repeat(12_000) },
  { 'x-too-long': 'x'.repeat(20_000) },
];

const OTHER_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

export interface FuzzEstate extends Estate {
  /** Beginnings of paths of the document, each with one that leads somewhere. */
  places: Readonly<Record<string, string>>;
  /** Who asks: `Authorization` headers that are valid, and some that are not. */
  callers: readonly string[];
  strangers: readonly string[];
}

const joined = (parts: readonly string[]): string => {
  const query = parts.filter(Boolean).join('&');
  return query === '' ? '' : `?${query}`;
};

/** One of these, most often the first kind. */
const mostly = <T>(
  often: fc.Arbitrary<T>,
  seldom: fc.Arbitrary<T>,
  weight = 4,
) => fc.oneof({ weight, arbitrary: often }, { weight: 1, arbitrary: seldom });

const onTheWire = ({
  path,
  query,
  headers,
  body,
  ...rest
}: RawRequest & { query: string }): RawRequest => ({
  ...rest,
  path: path + query,
  headers: {
    ...(body !== undefined && {
      'content-type': 'application/json',
      'content-length': `${Buffer.byteLength(body)}`,
    }),
    ...headers,
  },
  body,
});

export interface FuzzedOperation {
  id: string;
  /** Requests that its schemas take, to somewhere. */
  good: fc.Arbitrary<RawRequest>;
  /** Requests of all sorts. */
  requests: fc.Arbitrary<RawRequest>;
}

/** The operations of a document. */
export function fuzzRequests(
  document: { paths: unknown },
  estate: FuzzEstate,
): FuzzedOperation[] {
  const values = valuesOf(document, estate);

  function pathOf(
    template: string,
    schemas: ReadonlyMap<string, Schema>,
    parts: fc.Arbitrary<string> | undefined,
  ): fc.Arbitrary<string> {
    const fill = (path: string) =>
      fc
        .tuple(
          ...path.split('/').map(part => {
            const name = /^\{(.+)\}$/.exec(part)?.[1];
            if (name === undefined) {
              return fc.constant(part);
            }
            const value = values(schemas.get(name) ?? {}, name).map(each =>
              encoded(String(each)),
            );
            return parts ? mostly(value, parts) : value;
          }),
        )
        .map(filled => filled.join('/'));
    const place = Object.keys(estate.places).find(
      start => template === start || template.startsWith(`${start}/`),
    );
    if (place === undefined) {
      return fill(template);
    }
    const placed = fill(template.slice(place.length)).map(
      rest => `${estate.places[place]}${rest}`,
    );
    return parts ? mostly(placed, fill(template)) : placed;
  }

  const goodQuery = (name: string, schema: Schema): fc.Arbitrary<string> =>
    values(schema, name).map(value => `${name}=${encoded(String(value))}`);

  function queryOf(
    parameters: ReadonlyArray<{ name: string; schema: Schema }>,
  ): fc.Arbitrary<string> {
    const each = parameters.map(({ name, schema }) => {
      const good = goodQuery(name, schema);
      return fc.oneof(
        { weight: 5, arbitrary: good },
        { weight: 5, arbitrary: fc.constant('') },
        {
          weight: 1,
          arbitrary: fc.oneof(
            fc.constantFrom(...TEXTS).map(text => `${name}=${encoded(text)}`),
            fc.constantFrom(...DEVIATIONS).map(end => name + end),
            fc.tuple(good, good).map(pair => pair.join('&')),
          ),
        },
      );
    });
    const extra = mostly(fc.constant(''), fc.constantFrom(...QUERIES), 8);
    return fc.tuple(...each, extra).map(joined);
  }

  function bodyOf(schema: Schema): fc.Arbitrary<string | undefined> {
    const good = values(schema);
    const text = good.map(value => JSON.stringify(value));
    return fc.oneof(
      { weight: 3, arbitrary: text },
      {
        weight: 5,
        arbitrary: damagedValue(good).map(value => JSON.stringify(value)),
      },
      { weight: 2, arbitrary: damagedText(text) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(undefined, '', ...TEXTS, '[]', '"a"', '1'),
      },
    );
  }

  return Object.entries(paths.parse(document.paths)).flatMap(
    ([template, methods]) =>
      Object.entries(methods).map(([method, read]) => {
        const parameters = read.parameters.map(each =>
          '$ref' in each
            ? parameter.parse(dereferenced(document, each.$ref))
            : each,
        );
        const schemas = new Map(
          parameters.map(({ name, schema }) => [name, schema]),
        );
        const schema = read.requestBody?.content['application/json'].schema;
        const query = parameters.filter(each => each.in === 'query');
        const own = fc.constant(method.toLocaleUpperCase('en-US'));
        const good = fc.record({
          method: own,
          path: pathOf(template, schemas, undefined),
          query: fc
            .tuple(
              ...query.map(each =>
                each.required
                  ? goodQuery(each.name, each.schema)
                  : fc.oneof(
                      fc.constant(''),
                      goodQuery(each.name, each.schema),
                    ),
              ),
            )
            .map(joined),
          as: fc.constantFrom(...estate.callers),
          headers: fc.constant({}),
          body: schema
            ? values(schema).map(value => JSON.stringify(value))
            : fc.constant(undefined),
        });
        const requests = fc.record({
          method: mostly(own, fc.constantFrom(...OTHER_METHODS), 12),
          path: pathOf(template, schemas, fc.constantFrom(...PARTS)),
          query: queryOf(query),
          as: mostly(
            fc.constantFrom(...estate.callers),
            fc.constantFrom(...estate.strangers),
            9,
          ),
          headers: mostly(
            fc.constant({}),
            fc.constantFrom<Record<string, string>>(...HEADERS),
          ),
          body: schema
            ? bodyOf(schema)
            : mostly(fc.constant(undefined), fc.constantFrom(...TEXTS), 9),
        });
        return {
          id: read.operationId,
          good: good.map(onTheWire),
          requests: requests.map(onTheWire),
        };
      }),
  );
}
