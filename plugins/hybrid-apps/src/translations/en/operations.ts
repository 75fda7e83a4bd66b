import { actWords } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

export const operationsMessages = {
  operations: {
    act: actWords,
    menu: 'Act on {{name}}',
    asking: 'Asking what can be done …',
    none: 'Nothing can be done to it from here',
    askFailed: 'It could not be asked what can be done: {{message}}',
    askAgain: 'Try again',
    impossible: '{{label}}, not possible: {{why}}',
    cancel: 'Cancel',
    title: '{{label}}: {{name}}',
    writeName: 'Write its name to confirm: {{name}}',
    cannotAsk:
      'It takes what this page has no form for ({{fields}}). Use the API or the cluster’s own tools.',
    field: {
      replicas: 'Replicas',
    },
    state: {
      sending: 'Being asked for …',
      asked: 'The cluster was asked …',
      taken: 'The cluster does it …',
      done: 'Done',
      failed: 'It failed',
      late: 'It takes longer than it should',
      unknown: 'What became of it is not known',
      refused: 'Nothing was done',
      lost: 'What became of it is not known',
    },
    lost: 'The portal’s backend did not answer, twice ({{message}}). Look at the object, and at the tab Changes, before you ask for it again.',
    plainDone: '{{label}} of {{name}}: done.',
    dismiss: 'Hide what became of {{label}}',
    acted: 'done by people',
    actedOn: '{{label}}: {{name}}',
    with: 'with {{input}}',
    actsFailed: 'What people did could not be loaded',
  },
} as const;
