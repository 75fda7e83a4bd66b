export const plansGerman = {
  'plans.stopButton': 'App anhalten …',
  'plans.startButton': 'App starten …',
  'plans.stop': 'App anhalten',
  'plans.start': 'App starten',
  'plans.back': 'Zurückgehen',
  'plans.will.stop':
    'Hält an, was von der App läuft, Stufe um Stufe: wer aufruft vor dem, was aufgerufen wird. Wie alles lief, wird gemerkt.',
  'plans.will.start':
    'Startet, was mit der App angehalten wurde, so wie es lief, Stufe um Stufe: was aufgerufen wird vor dem, der es aufruft. Was anders angehalten wurde, bleibt aus.',
  'plans.confirm.stop': 'Anhalten',
  'plans.confirm.start': 'Starten',
  'plans.stage': 'Stufe {{n}}',
  'plans.after.stop': 'nach {{names}}, damit niemand es mehr aufruft',
  'plans.after.start': 'nach {{names}}, weil es das aufruft',
  'plans.does.stop': 'wird heruntergefahren',
  'plans.does.start': 'wird gestartet',
  'plans.does.toZero': 'geht von {{replicas}} auf 0 Replikate',
  'plans.does.toReplicas': 'geht zurück auf {{replicas}} Replikate',
  'plans.does.suspend':
    'legt keine Jobs mehr an; die laufenden gehen bis zu ihrem Ende',
  'plans.does.resume': 'legt wieder Jobs an',
  'plans.exclude': 'Auslassen',
  'plans.excludeOne': '{{name}} auslassen',
  'plans.refused': 'Das dürfen Sie nicht bedienen',
  'plans.excludeRefused': 'Diese auslassen',
  'plans.leftAlone': 'Bleibt, wie es ist',
  'plans.cycle':
    '{{names}} brauchen einander im Kreis, keines ist also das erste: sie sind in einer Stufe.',
  'plans.isCut':
    'Etwas von der App ist, wo Sie nicht hinsehen dürfen. Es bleibt, wie es ist.',
  'plans.state.stop.running':
    'Die App wird angehalten: {{done}} von {{all}} erledigt',
  'plans.state.stop.cancelling':
    'Die App wird nicht weiter angehalten; was begonnen wurde, geht bis zu seinem Ende',
  'plans.state.stop.done': 'Die App wurde angehalten',
  'plans.state.stop.failed':
    'Die App wurde nicht ganz angehalten: {{done}} von {{all}} erledigt',
  'plans.state.stop.cancelled':
    'Das Anhalten der App wurde abgebrochen: {{done}} von {{all}} erledigt',
  'plans.state.start.running':
    'Die App wird gestartet: {{done}} von {{all}} erledigt',
  'plans.state.start.cancelling':
    'Die App wird nicht weiter gestartet; was begonnen wurde, geht bis zu seinem Ende',
  'plans.state.start.done': 'Die App wurde gestartet',
  'plans.state.start.failed':
    'Die App wurde nicht ganz gestartet: {{done}} von {{all}} erledigt',
  'plans.state.start.cancelled':
    'Das Starten der App wurde abgebrochen: {{done}} von {{all}} erledigt',
  'plans.step.waiting': 'wartet, bis es dran ist',
  'plans.step.begun': 'ist im Gang',
  'plans.step.done': 'erledigt',
  'plans.step.failed': 'fehlgeschlagen',
  'plans.step.skipped': 'nichts zu tun',
  'plans.by': 'Verlangt von {{name}}',
  'plans.byHours': 'Nach den Betriebszeiten der App,',
  'plans.cancelBy': 'abgebrochen von {{name}}',
  'plans.cancel': 'Nichts mehr beginnen',
  'plans.goBack': 'Zurückgehen …',
  'plans.goOn': 'Weitermachen …',
  'plans.hours.runs': 'Läuft {{days}} {{from}}–{{to}}, {{timeZone}}',
  'plans.hours.next.stop': 'als Nächstes: hält {{at}} an',
  'plans.hours.next.start': 'als Nächstes: startet {{at}}',
  'plans.hours.last.stop': 'Sollte {{at}} anhalten: {{message}}',
  'plans.hours.last.start': 'Sollte {{at}} starten: {{message}}',
  'plans.hours.problem':
    'Die Betriebszeiten in der Annotation der App werden nicht befolgt',
} as const;
