import {
  ActId,
  ActOffer,
  actWords,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Translate } from '../../translation';

type Told = Partial<Pick<ActOffer, 'label' | 'will'>> & Pick<ActOffer, 'act'>;

const isOwn = (act: string): act is ActId => Object.hasOwn(actWords, act);

/** What is said of an act to somebody, of the object of that name. */
export interface Said {
  label: string;
  will: string;
  did: string;
}

/** An act's words in the reader's language; of acts of others, those that the backend tells. */
export function saidOf(told: Told, name: string, t: Translate): Said {
  const { act, label = act, will = '' } = told;
  return isOwn(act)
    ? {
        label: t(`operations.act.${act}.label`),
        will: t(`operations.act.${act}.will`, { name }),
        did: t(`operations.act.${act}.did`, { name }),
      }
    : {
        label,
        will: will.replaceAll('{{name}}', name),
        did: t('operations.plainDone', { label, name }),
      };
}
