/** The texts of the sign-in page in German. */
export default {
  intro:
    'Zwei Teams teilen sich hier zwei Cluster. Sehen Sie sie an, als wer Sie mögen; Passwörter gibt es nicht.',
  signInAs: 'Als {{name}} anmelden',
  others: 'Oder mit anderen Augen',
  failed: 'Die Anmeldung als {{name}} ist fehlgeschlagen',
  'guest.role': 'Mitglied von Team A und Team B',
  'guest.sees':
    'Sieht alle Beispiele und erstellt Anwendungen in den Namespaces beider Teams.',
  'amal.role': 'Team A',
  'amal.sees':
    'Sieht Inventory, Journal und von Fulfilment, was ihres Teams ist, und erstellt Anwendungen daneben. Von ERP sieht sie nur, was im Katalog steht.',
  'bo.role': 'Team B',
  'bo.sees':
    'Sieht ERP auf beiden Clustern und erstellt Anwendungen daneben. Von den Anwendungen von Team A sieht er nur, was im Katalog steht.',
  'chidi.role': 'Plattform',
  'chidi.sees': 'Sieht jede Anwendung, jeden Namespace und die Cluster selbst.',
};
