/**
 * As much of Kubernetes' protobuf as `kubectl auth` and `kubectl drain` need:
 * they send reviews, and options of a deletion, in that form alone. All else is
 * JSON or YAML here.
 */
import { Json } from '../objects';
import { badRequest } from '../status';

export const PROTOBUF = 'application/vnd.kubernetes.protobuf';

const MAGIC = Buffer.from('k8s\0');

/** A field of a message: a text or a message where it has bytes, else a number. */
interface Field {
  number: number;
  value: Buffer | number;
}

const VARINT = 0;
const BYTES = 2;

function readFields(message: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const advance = (length: number) => {
    const from = at;
    at += length;
    if (at > message.length) {
      throw badRequest('the protobuf body is cut short');
    }
    return from;
  };
  const readVarint = () => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = message[advance(1)];
      value += (byte % 128) * scale;
      scale *= 128;
      if (byte < 128) {
        return value;
      }
    }
  };
  while (at < message.length) {
    const tag = readVarint();
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case VARINT:
        fields.push({ number, value: readVarint() });
        break;
      case BYTES: {
        const length = readVarint();
        const from = advance(length);
        fields.push({ number, value: message.subarray(from, at) });
        break;
      }
      default:
        throw badRequest('the protobuf body has a field of an unknown type');
    }
  }
  return fields;
}

/** The bytes of the field, of each one that is repeated. */
function bytesOf(fields: Field[], number: number): Buffer[] {
  return fields.flatMap(field =>
    field.number === number && Buffer.isBuffer(field.value)
      ? [field.value]
      : [],
  );
}

function numberOf(fields: Field[], number: number): number | undefined {
  const value = fields.find(field => field.number === number)?.value;
  return typeof value === 'number' ? value : undefined;
}

/** The object's fields: runtime.Unknown holds it as its second. */
function readObject(body: Buffer): Field[] {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw badRequest('the body is not Kubernetes protobuf');
  }
  const [object] = bytesOf(readFields(body.subarray(MAGIC.length)), 2);
  return object ? readFields(object) : [];
}

/** Texts by name, where names are in the order of their numbers, from 1. */
function readTexts(message: Buffer | undefined, names: string[]): Json {
  const fields = message ? readFields(message) : [];
  return Object.fromEntries(
    names.flatMap((name, i) => {
      const text = bytesOf(fields, i + 1)[0]?.toString('utf8');
      return text ? [[name, text]] : [];
    }),
  );
}

const SPEC = 2;

/** The spec of a review that asks for oneself, by its kind (k8s.io/api/authorization/v1/generated.proto). */
export function readReviewSpec(kind: string, body: Buffer): Json {
  const [spec] = bytesOf(readObject(body), SPEC);
  if (kind === 'SelfSubjectRulesReview') {
    return readTexts(spec, ['namespace']);
  }
  const fields = spec ? readFields(spec) : [];
  const [resource] = bytesOf(fields, 1);
  const [path] = bytesOf(fields, 2);
  return {
    ...(resource && {
      resourceAttributes: readTexts(resource, [
        'namespace',
        'verb',
        'group',
        'version',
        'resource',
        'subresource',
        'name',
      ]),
    }),
    ...(path && { nonResourceAttributes: readTexts(path, ['path', 'verb']) }),
  };
}

/** meta/v1 DeleteOptions (k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto). */
export function readDeleteOptions(body: Buffer): Json {
  const fields = readObject(body);
  const orphan = numberOf(fields, 3);
  return {
    gracePeriodSeconds: numberOf(fields, 1),
    preconditions: readTexts(bytesOf(fields, 2)[0], ['uid', 'resourceVersion']),
    orphanDependents: orphan === undefined ? undefined : orphan === 1,
    propagationPolicy: bytesOf(fields, 4)[0]?.toString('utf8'),
    dryRun: bytesOf(fields, 5).map(value => value.toString('utf8')),
  };
}
