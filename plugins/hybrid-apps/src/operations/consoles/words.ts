import { parseEntityRef } from '@backstage/catalog-model';
import { Translate } from '../../translation';
import { ConsoleState } from './connection';

/** The short name of a person; what is no reference stays as it is. */
export function personName(ref: string): string {
  try {
    return parseEntityRef(ref).name;
  } catch {
    return ref;
  }
}

/** Why a console ended, in a sentence. */
export function endedText(
  { why, message }: Extract<ConsoleState, { name: 'ended' }>,
  t: Translate,
): string {
  switch (why) {
    case 'ended':
      return t('consoles.why.ended', { who: personName(message) });
    case 'taken':
      return t('consoles.why.taken', { who: personName(message) });
    case 'failed':
      return t('consoles.why.failed', { message });
    case 'refused':
      return t('consoles.why.refused', { message });
    case 'right':
      return t('consoles.why.right', { message });
    default:
      return t(`consoles.why.${why}`);
  }
}
