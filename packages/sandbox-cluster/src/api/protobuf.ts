/**
 * As much of Kubernetes' protobuf as `kubectl auth` needs: it sends its
 * reviews in that form alone. All else is JSON or YAML here.
 */
import { Json } from '../objects';
import { badRequest } from '../status';

export const PROTOBUF = 'application/vnd.kubernetes.protobuf';

const MAGIC = Buffer.from('k8s\0');

/** The message's fields of wire type 2 (texts and messages), by number. */
function readFields(message: Buffer): Map<number, Buffer> {
  const fields = new Map<number, Buffer>();
  let at = 0;
  const readVarint = () => {
    let value = 0;
    let scale = 1;
    for (;;) {
      if (at >= message.length) {
        throw badRequest('the protobuf body is cut short');
      }
      const byte = message[at];
      at += 1;
      value += (byte % 128) * scale;
      scale *= 128;
      if (byte < 128) {
        return value;
      }
    }
  };
  while (at < message.length) {
    const tag = readVarint();
    const wireType = tag % 8;
    if (wireType === 2) {
      const length = readVarint();
      fields.set(Math.floor(tag / 8), message.subarray(at, at + length));
      at += length;
    } else if (wireType === 0) {
      readVarint();
    } else {
      throw badRequest('the protobuf body has a field that no review has');
    }
  }
  return fields;
}

/** Texts by name, where names are in the order of their numbers, from 1. */
function readTexts(message: Buffer | undefined, names: string[]): Json {
  const fields = readFields(message ?? Buffer.alloc(0));
  return Object.fromEntries(
    names.flatMap((name, i) => {
      const text = fields.get(i + 1)?.toString('utf8');
      return text ? [[name, text]] : [];
    }),
  );
}

const SPEC = 2;

/** The spec of a review that asks for oneself, by its kind (k8s.io/api/authorization/v1/generated.proto). */
export function readReviewSpec(kind: string, body: Buffer): Json {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw badRequest('the body is not Kubernetes protobuf');
  }
  // runtime.Unknown holds the object as its second field.
  const object = readFields(body.subarray(MAGIC.length)).get(2);
  const spec = readFields(object ?? Buffer.alloc(0)).get(SPEC);
  if (kind === 'SelfSubjectRulesReview') {
    return readTexts(spec, ['namespace']);
  }
  const fields = readFields(spec ?? Buffer.alloc(0));
  const resource = fields.get(1);
  const path = fields.get(2);
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
