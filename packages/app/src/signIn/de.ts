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
    'Sieht Inventory, Journal und von Fulfilment, was ihres Teams ist, und erstellt Anwendungen daneben. Von ERP darf sie nichts sehen.',
  'bo.role': 'Team B',
  'bo.sees':
    'Sieht ERP auf beiden Clustern und erstellt Anwendungen daneben. Von Team A darf er nichts sehen.',
  'chidi.role': 'Plattform',
  'chidi.sees': 'Sieht jede Anwendung, jeden Namespace und die Cluster selbst.',
};
