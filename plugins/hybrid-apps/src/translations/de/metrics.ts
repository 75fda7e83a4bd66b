/** The texts of metrics in German: a part of `de.ts`. */
export const metricsGerman = {
  'metrics.title': 'Verbrauch',
  'metrics.range': 'Wie weit zurück',
  'metrics.ranges.1h': '1 Stunde',
  'metrics.ranges.6h': '6 Stunden',
  'metrics.ranges.24h': '24 Stunden',
  'metrics.ranges.7d': '7 Tage',
  'metrics.group.cpu': 'CPU, in Kernen',
  'metrics.group.throttled': 'An der Grenze der CPU gebremst',
  'metrics.group.memory': 'Arbeitsspeicher',
  'metrics.group.network': 'Netz',
  'metrics.group.disk': 'Platten',
  'metrics.series.cpu': 'genutzt',
  'metrics.series.cpu-throttled': 'gebremst',
  'metrics.series.memory': 'genutzt',
  'metrics.series.network-receive': 'empfangen',
  'metrics.series.network-transmit': 'gesendet',
  'metrics.series.disk-read': 'gelesen',
  'metrics.series.disk-write': 'geschrieben',
  'metrics.mark.requested': 'angefordert',
  'metrics.mark.limit': 'Grenze',
  'metrics.line': '{{name}} {{value}}',
  'metrics.lineSummary': '{{name}} zuletzt {{last}}, höchstens {{most}}',
  'metrics.above': '↑ {{label}}',
  'metrics.chart': '{{group}} von {{name}}: {{summary}}',
  'metrics.chartHelp': 'Die Pfeiltasten nennen die Werte jeder Zeit.',
  'metrics.notMeasured': 'nicht gemessen',
  'metrics.time': 'Zeit',
  'metrics.column': '{{group}}: {{series}}',
  'metrics.noRows': 'In dieser Zeit wurde nichts gemessen.',
  'metrics.guest': 'Über die Zeit: was der Gast nutzt, wie KubeVirt es sieht.',
  'metrics.now': 'Jetzt: {{lines}}.',
  'metrics.state.partial': 'Einiges davon war nicht zu haben',
  'metrics.state.idle': 'Nichts davon läuft',
  'metrics.state.empty': 'In dieser Zeit wurde nichts gemessen',
  'metrics.state.unconfigured':
    'Was über die Zeit genutzt wurde, ist nicht bekannt',
  'metrics.state.unknown':
    'Was über die Zeit genutzt wurde, war nicht zu haben',
  'metrics.none': 'Nichts in dieser Anwendung nutzt etwas',
  'metrics.noneHelp':
    'Es ist keine VM und kein Workload darin, oder keine, die Sie sehen dürfen.',
  'metrics.left_one':
    '{{count}} weitere Komponente steht hier nicht. Öffnen Sie sie in der Topologie.',
  'metrics.left_other':
    '{{count}} weitere Komponenten stehen hier nicht. Öffnen Sie sie in der Topologie.',
  'metrics.more_one': '{{count}} weitere zeigen',
  'metrics.more_other': '{{count}} weitere zeigen',
  'metrics.open': 'Einzelheiten',
  'metrics.finding.guest': 'Der Gast',
  'metrics.finding.container': 'Container {{container}} von Pod {{pod}}',
  'metrics.finding.at': 'Am {{time}}.',
  'metrics.finding.noLimit':
    'Er hat keine eigene Grenze, also war auf seinem Node nichts mehr frei. Setzen Sie eine Anforderung und eine Grenze, oder lassen Sie ihn weniger nehmen.',
  'metrics.finding.guestFix':
    'Geben Sie der VM mehr Arbeitsspeicher, oder lassen Sie ihren Gast weniger nehmen: Ist nichts mehr frei, beendet er Prozesse oder lagert aus.',
  'metrics.finding.cpu-throttled.title':
    '{{where}} wird in {{share}} seiner Zeit gebremst, an seiner Grenze der CPU',
  'metrics.finding.cpu-throttled.fix':
    'Er antwortet solange langsam. Heben Sie seine Grenze der CPU oder nehmen Sie sie weg, lassen Sie mehr Pods laufen, oder lassen Sie ihn weniger tun.',
  'metrics.finding.memory-near-limit.title':
    '{{where}} nutzt {{share}} seines Arbeitsspeichers: {{used}} von {{limit}}',
  'metrics.finding.memory-near-limit.fix':
    'Nimmt er mehr, wird er beendet. Heben Sie seine Grenze des Arbeitsspeichers, oder lassen Sie ihn weniger nehmen.',
  'metrics.finding.out-of-memory.title':
    '{{where}} wurde beendet, da er mehr Arbeitsspeicher nahm, als er darf',
  'metrics.finding.out-of-memory.fix':
    'Seine Grenze ist {{limit}}. Heben Sie sie, oder lassen Sie ihn weniger nehmen.',
};
