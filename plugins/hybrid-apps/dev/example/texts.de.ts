export default {
  copySsh: 'SSH-Befehl kopieren',
  noAddress: 'Ohne Adresse, solange sie aus ist',
  intro: 'Wenn es {{name}} nicht gut geht:',
  events: 'Die Ereignisse lesen; die neuesten stehen oben.',
  owner: 'Fragen, wem es gehört:',
};
