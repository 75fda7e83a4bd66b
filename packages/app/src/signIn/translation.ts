import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of the sign-in page. */
export const signInTranslationRef = createTranslationRef({
  id: 'app.sign-in',
  translations: { de: () => import('./de') },
  messages: {
    intro:
      'Two teams share two clusters here. Look at them as whom you like; there are no passwords.',
    signInAs: 'Sign in as {{name}}',
    others: 'Or with other eyes',
    failed: 'Signing in as {{name}} failed',
    guest: {
      role: 'Member of Team A and Team B',
      sees: 'Sees all example apps, and creates apps in the namespaces of both teams.',
    },
    amal: {
      role: 'Team A',
      sees: "Sees Inventory, Journal and what of Fulfilment is her team's, and creates apps beside them. Of ERP she sees the entries of the catalog alone.",
    },
    bo: {
      role: 'Team B',
      sees: "Sees ERP on both clusters and creates apps beside it. Of Team A's apps he sees the entries of the catalog alone.",
    },
    chidi: {
      role: 'Platform engineering',
      sees: 'Sees every app, every namespace and the clusters themselves.',
    },
  },
});
