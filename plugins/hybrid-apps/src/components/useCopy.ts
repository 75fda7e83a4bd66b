import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useTexts } from '../translation';

/** Copies a text, and says whether that worked. */
export function useCopy(): (text: string) => Promise<void> {
  const t = useTexts();
  const toasts = useApi(toastApiRef);
  return async text => {
    try {
      // Without HTTPS, browsers have no clipboard to give.
      await navigator.clipboard.writeText(text);
      toasts.post({ title: t('acts.copied', { text }), status: 'success' });
    } catch {
      toasts.post({ title: t('acts.notCopied', { text }), status: 'danger' });
    }
  };
}
