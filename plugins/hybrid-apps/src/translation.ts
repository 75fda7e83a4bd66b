import {
  createTranslationRef,
  TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { messages } from './translations/en';

/**
 * All texts of the plugin, in English and German. Other languages, and other
 * words, are installed with the `TranslationBlueprint` of the app plugin.
 *
 * @public
 */
export const hybridAppsTranslationRef = createTranslationRef({
  id: 'plugin.hybrid-apps',
  translations: { de: () => import('./translations/de') },
  messages,
});

/** Gives the text of a message. */
export type Translate = TranslationFunction<
  (typeof hybridAppsTranslationRef)['T']
>;

/** The plugin's texts in the language of the portal. */
export function useTexts(): Translate {
  return useTranslationRef(hybridAppsTranslationRef).t;
}
