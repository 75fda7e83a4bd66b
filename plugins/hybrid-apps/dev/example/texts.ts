import { createTranslationRef } from '@backstage/frontend-plugin-api';

export const runbookTranslationRef = createTranslationRef({
  id: 'plugin.runbook',
  messages: {
    copySsh: 'Copy SSH command',
    noAddress: 'It has no address as long as it is off',
    intro: 'When {{name}} is not well:',
    events: 'Read its events; the newest come first.',
    owner: 'Ask who owns it:',
  },
  translations: { de: () => import('./texts.de') },
});
