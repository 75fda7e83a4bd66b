import { strikeValues } from '../clusters';
import { at } from '../objects';

/** Of a Secret or a ConfigMap, what is all values. */
const CONTENTS = new Set(['data', 'binaryData', 'stringData']);

const without = (
  object: unknown,
  isLeftOut: (field: string) => boolean,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(Object(object)).filter(([field]) => !isLeftOut(field)),
  );

/**
 * An object as it may be handed on: without the values that it holds and the
 * books of server-side apply; of a Secret or ConfigMap, without its contents.
 */
export function redact(object: object): object {
  const struck = strikeValues(object);
  const hasContents = ['Secret', 'ConfigMap'].includes(
    String(at(object, 'kind')),
  );
  return {
    ...without(struck, field => hasContents && CONTENTS.has(field)),
    metadata: without(
      at(struck, 'metadata'),
      field => field === 'managedFields',
    ),
  };
}
