import { mockApis } from '@backstage/frontend-test-utils';
import { hybridAppsTranslationRef, Translate } from '../translation';

/** The plugin's texts in English, for functions that are handed them. */
export function createTestTexts(): Translate {
  const snapshot = mockApis
    .translation()
    .getTranslation(hybridAppsTranslationRef);
  if (!snapshot.ready) {
    throw new Error('The English texts are part of the plugin');
  }
  return snapshot.t;
}
