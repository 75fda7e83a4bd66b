export const modernizationGerman = {
  'modernization.title': 'Modernisierung',
  'modernization.inVms_one':
    '{{count}} von {{total}} Komponenten läuft noch in einer VM',
  'modernization.inVms_other':
    '{{count}} von {{total}} Komponenten laufen noch in VMs',
  'modernization.noneInVms':
    'Keine von {{total}} Komponenten läuft in einer VM',
  'modernization.whole_one':
    '{{count}} von {{total}} Anwendungen ist ganz in Containern',
  'modernization.whole_other':
    '{{count}} von {{total}} Anwendungen sind ganz in Containern',
  'modernization.stagesUnknown_one':
    'Von {{count}} Anwendung ist es nicht bekannt, da ein Teil von ihr verborgen ist oder nicht gelesen werden konnte.',
  'modernization.stagesUnknown_other':
    'Von {{count}} Anwendungen ist es nicht bekannt, da ein Teil von ihnen verborgen ist oder nicht gelesen werden konnte.',
  'modernization.stageUnknown':
    'Es können mehr sein, da ein Teil verborgen ist oder nicht gelesen werden konnte.',
  'modernization.sizes':
    'VMs haben {{vms}}; Container fordern {{containers}} an.',
  'modernization.atLeast': 'mindestens {{amount}}',
  'modernization.notKnown': 'nicht bekannt',
  'modernization.moved': 'Wie es sich entwickelt hat',
  'modernization.noChange':
    'Seit {{time}}, als es zum ersten Mal aufgezeichnet wurde, hat sich nichts geändert.',
  'modernization.noSeries':
    'Noch ist nichts aufgezeichnet. Die Zahlen werden aufgezeichnet, wenn sie sich ändern, zum ersten Mal innerhalb einer Minute.',
  'modernization.notInSeries_one':
    'Das lässt {{count}} Anwendung aus, von der Sie nur einen Teil sehen dürfen.',
  'modernization.notInSeries_other':
    'Das lässt {{count}} Anwendungen aus, von denen Sie nur einen Teil sehen dürfen.',
  'modernization.measured': 'Gemessen in',
  'modernization.measure.count': 'Komponenten',
  'modernization.measure.cpu': 'vCPU',
  'modernization.measure.memory': 'Speicher',
  'modernization.view.chart': 'Diagramm',
  'modernization.view.table': 'Tabelle',
  'modernization.chart':
    '{{measure}} vom {{from}} bis zum {{until}}. VMs: zuerst {{vmsBefore}}, jetzt {{vmsNow}}. Container: zuerst {{containersBefore}}, jetzt {{containersNow}}.',
  'modernization.category.vm': 'VMs',
  'modernization.category.container': 'Container',
  'modernization.runsIn.vm': 'VM',
  'modernization.runsIn.container': 'Container',
  'modernization.stage.vms': 'in VMs',
  'modernization.stage.mixed': 'in beidem',
  'modernization.stage.containers': 'in Containern',
  'modernization.stage.none': 'keine Komponenten',
  'modernization.stage.unknown': 'nicht bekannt',
  'modernization.column.stage': 'Läuft in',
  'modernization.column.waits': 'Warten auf VMs',
  'modernization.column.since': 'Seit',
  'modernization.column.category': 'Läuft in',
  'modernization.column.replicas': 'Replikate',
  'modernization.column.target': 'Wartet auf',
  'modernization.column.way': 'Über',
  'modernization.csv.of': '{{what}} ({{of}})',
  'modernization.csv.count': 'Komponenten',
  'modernization.csv.cpu': 'CPUs',
  'modernization.csv.memory': 'Speicher in Byte',
  'modernization.csv.unknown': 'Komponenten unbekannter Größe',
  'modernization.apps': 'Anwendungen',
  'modernization.allApps': 'Alle Anwendungen',
  'modernization.waits': 'Was worauf wartet',
  'modernization.waitsHelp':
    'Wer eine VM aufruft, muss wissen, wohin ihre Arbeit ging, bevor sie weichen kann; was eine VM aufruft, nimmt sie mit.',
  'modernization.noWaits':
    'Von keiner Komponente ist bekannt, dass sie eine VM aufruft, noch von einer VM, dass sie eine Komponente aufruft.',
  'modernization.partly': 'teilweise vor Ihnen verborgen',
  'modernization.partlyHelp':
    'Die Zahlen gelten für das, was Sie sehen. Wie sie sich entwickelt haben, wird von der ganzen Anwendung erzählt, also nicht Ihnen.',
  'modernization.noApp': "'{{app}}' ist kein Verweis auf eine Anwendung",
  'modernization.saveApps': 'Anwendungen als CSV',
  'modernization.saveSeries': 'Entwicklung als CSV',
  'modernization.saveComponents': 'Komponenten als CSV',
};
