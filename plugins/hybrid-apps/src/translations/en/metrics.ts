/** The texts of metrics in English: a part of `en.ts`. */
export const metricsMessages = {
  title: 'Metrics',
  range: 'How far back',
  ranges: {
    '1h': '1 hour',
    '6h': '6 hours',
    '24h': '24 hours',
    '7d': '7 days',
  },
  group: {
    cpu: 'CPU, in cores',
    throttled: 'Held back at the limit of CPU',
    memory: 'Memory',
    network: 'Network',
    disk: 'Disks',
  },
  series: {
    cpu: 'used',
    'cpu-throttled': 'held back',
    memory: 'used',
    'network-receive': 'received',
    'network-transmit': 'sent',
    'disk-read': 'read',
    'disk-write': 'written',
  },
  mark: {
    requested: 'requested',
    limit: 'limit',
  },
  line: '{{name}} {{value}}',
  lineSummary: '{{name}} {{last}} last, {{most}} at most',
  above: '↑ {{label}}',
  chart: '{{group}} of {{name}}: {{summary}}',
  chartHelp: 'The arrow keys tell the values at each time.',
  notMeasured: 'not measured',
  time: 'Time',
  column: '{{group}}: {{series}}',
  noRows: 'Nothing was measured in this time.',
  guest: 'Over time: what the guest uses, as KubeVirt sees it.',
  now: 'Now: {{lines}}.',
  state: {
    partial: 'Some of it could not be had',
    idle: 'Nothing of it runs',
    empty: 'Nothing was measured in this time',
    unconfigured: 'What was used over time is not known',
    unknown: 'What was used over time could not be had',
  },
  none: 'Nothing in this app uses anything',
  noneHelp: 'There is no VM and no workload in it, or none that you may see.',
  left_one:
    '{{count}} more component is not told here. Open it in the topology.',
  left_other:
    '{{count}} more components are not told here. Open them in the topology.',
  more_one: 'Show {{count}} more',
  more_other: 'Show {{count}} more',
  open: 'Details',
  finding: {
    guest: 'The guest',
    container: 'Container {{container}} of Pod {{pod}}',
    at: 'At {{time}}.',
    noLimit:
      'It has no limit of its own, so there was none left on its node. Set a request and a limit, or have it take less.',
    guestFix:
      'Give the VM more memory, or have its guest take less: without any left it ends processes, or swaps.',
    'cpu-throttled': {
      title:
        '{{where}} is held back in {{share}} of its time, at its limit of CPU',
      fix: 'It answers slowly meanwhile. Raise its limit of CPU or take it away, run more Pods, or have it do less.',
    },
    'memory-near-limit': {
      title: '{{where}} uses {{share}} of its memory: {{used}} of {{limit}}',
      fix: 'It is ended when it takes more. Raise its limit of memory, or have it take less.',
    },
    'out-of-memory': {
      title: '{{where}} was ended, as it took more memory than it may',
      fix: 'Its limit is {{limit}}. Raise it, or have it take less.',
    },
  },
} as const;
