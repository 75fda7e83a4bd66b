import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Translate } from '../../../translation';

type Volume = NonNullable<ObjectInside['volumes']>[number];
type KeysRead = NonNullable<Volume['reads']>[number];

/** `Secret db: password, user`; never a value. */
export function keysRead(
  { kind, name, keys, isOptional }: KeysRead,
  t: Translate,
): string {
  const which = keys ? keys.join(', ') : t('inside.allKeys');
  return [
    `${kind} ${name}: ${which}`,
    ...(isOptional ? [`(${t('inside.optional')})`] : []),
  ].join(' ');
}
