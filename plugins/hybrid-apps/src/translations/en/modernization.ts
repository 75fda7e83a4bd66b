export const modernizationMessages = {
  modernization: {
    title: 'Modernization',
    inVms_one: '{{count}} of {{total}} components still runs in a VM',
    inVms_other: '{{count}} of {{total}} components still run in VMs',
    noneInVms: 'None of {{total}} components runs in a VM',
    whole_one: '{{count}} of {{total}} apps is whole in containers',
    whole_other: '{{count}} of {{total}} apps are whole in containers',
    stagesUnknown_one:
      'Of {{count}} app it is not known, as a part of it is hidden or could not be read.',
    stagesUnknown_other:
      'Of {{count}} apps it is not known, as a part of them is hidden or could not be read.',
    stageUnknown:
      'There may be more, as a part of it is hidden or could not be read.',
    sizes: 'VMs have {{vms}}; containers ask for {{containers}}.',
    atLeast: 'at least {{amount}}',
    notKnown: 'not known',
    moved: 'How it moved',
    noChange: 'Since {{time}}, when it was first recorded, nothing changed.',
    noSeries:
      'Nothing is recorded yet. The figures are recorded as they change, at first within a minute.',
    notInSeries_one:
      'This leaves out {{count}} app of which you may see a part alone.',
    notInSeries_other:
      'This leaves out {{count}} apps of which you may see a part alone.',
    measured: 'Measured by',
    measure: {
      count: 'Components',
      cpu: 'vCPU',
      memory: 'Memory',
    },
    view: {
      chart: 'Chart',
      table: 'Table',
    },
    chart:
      '{{measure}} from {{from}} until {{until}}. VMs: {{vmsBefore}} at first, {{vmsNow}} now. Containers: {{containersBefore}} at first, {{containersNow}} now.',
    category: {
      vm: 'VMs',
      container: 'Containers',
    },
    runsIn: {
      vm: 'VM',
      container: 'container',
    },
    stage: {
      vms: 'in VMs',
      mixed: 'in both',
      containers: 'in containers',
      none: 'no components',
      unknown: 'not known',
    },
    column: {
      stage: 'Runs in',
      waits: 'Wait for VMs',
      since: 'Since',
      category: 'Runs in',
      replicas: 'Replicas',
      target: 'Waits for',
      way: 'By',
    },
    csv: {
      of: '{{what}} ({{of}})',
      count: 'Components',
      cpu: 'CPUs',
      memory: 'Memory in bytes',
      unknown: 'Components of unknown size',
    },
    apps: 'Apps',
    allApps: 'All apps',
    waits: 'What waits for what',
    waitsHelp:
      'Who calls a VM has to be told where its work went before that VM can go; what a VM calls, it takes along.',
    noWaits: 'No component is known to call a VM, nor any VM a component.',
    partly: 'partly hidden from you',
    partlyHelp:
      'The figures are those of what you see. How they moved is told of the whole app, so not to you.',
    noApp: "'{{app}}' is no reference to an app",
    saveApps: 'Apps as CSV',
    saveSeries: 'How it moved as CSV',
    saveComponents: 'Components as CSV',
  },
} as const;
