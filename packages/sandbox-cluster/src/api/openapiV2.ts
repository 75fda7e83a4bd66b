/**
 * OpenAPI 2, in the protobuf form (gnostic's openapiv2.proto) in which kubectl
 * before 1.27 asks for it: whether a kind can be patched with `dryRun`. Without
 * schemas, such a kubectl leaves validation to the server.
 */
import { KindDef, kinds } from '../kinds';
import { notAcceptable, parseAccept } from './negotiate';
import { ApiContext, ApiRequest, Reply } from './types';

/** As it is asked for, and as it is named in the answer: Go's `mime` takes no @ there. */
const ACCEPTED = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';
const CONTENT_TYPE = ACCEPTED.replace('@', '.');

const WIRE_TYPE_BYTES = 2;

function varint(value: number): Buffer {
  const bytes = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) {
    bytes.push((rest % 128) + 128);
  }
  return Buffer.from([...bytes, rest]);
}

/** A field that holds a text or a message. */
function field(number: number, value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  const tag = varint(number * 8 + WIRE_TYPE_BYTES);
  return Buffer.concat([tag, varint(bytes.length), bytes]);
}

const message = (...fields: Buffer[]) => Buffer.concat(fields);

/** Operation.parameters: a query parameter of this name. */
const queryParameter = (name: string) => {
  const schema = message(field(2, 'query'), field(4, name));
  const nonBody = field(2, field(3, schema));
  return field(8, field(1, nonBody));
};

/** PathItem.patch, told by its extension to be of this kind. */
function patchOperation({ group, kind }: KindDef, version: string): Buffer {
  const yaml = `group: "${group}"\nkind: ${kind}\nversion: ${version}\n`;
  const extension = message(
    field(1, 'x-kubernetes-group-version-kind'),
    field(2, field(2, yaml)),
  );
  return message(queryParameter('dryRun'), field(13, extension));
}

/** `/openapi/v2` */
export function openApiV2({ faults }: ApiContext, request: ApiRequest): Reply {
  const { accept } = request.headers;
  if (!parseAccept(accept).some(({ type }) => type === ACCEPTED)) {
    throw notAcceptable(ACCEPTED);
  }
  const paths = kinds
    .filter(def => !faults.isAbsent(def))
    .flatMap(def =>
      def.versions.map(version => {
        const path = `/${def.group || 'core'}/${version}/${def.plural}/{name}`;
        const item = field(8, patchOperation(def, version));
        return field(2, message(field(1, path), field(2, item)));
      }),
    );
  const document = message(field(1, '2.0'), field(8, message(...paths)));
  return { status: 200, bytes: document, contentType: CONTENT_TYPE };
}
