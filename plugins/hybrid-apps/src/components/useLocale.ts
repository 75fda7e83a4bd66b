import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';

/**
 * The language to write dates in: the portal's, in the variety that the reader
 * has set in the browser, like `en-GB` for `en`.
 */
export function useLocale(): string {
  const { language } = useApi(appLanguageApiRef).getLanguage();
  const own = navigator.languages.find(
    each => each.split('-')[0] === language.split('-')[0],
  );
  return own ?? language;
}
