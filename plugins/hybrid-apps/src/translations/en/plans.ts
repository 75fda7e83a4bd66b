export const plansMessages = {
  plans: {
    stopButton: 'Stop the app …',
    startButton: 'Start the app …',
    stop: 'Stop the app',
    start: 'Start the app',
    back: 'Go back',
    will: {
      stop: 'Stops what runs of the app, stage by stage: who calls before what is called. How each ran is remembered.',
      start:
        'Starts what was stopped with the app as it ran, stage by stage: what is called before who calls it. What was stopped otherwise stays so.',
    },
    confirm: { stop: 'Stop', start: 'Start' },
    stage: 'Stage {{n}}',
    after: {
      stop: 'after {{names}}, so that nobody calls it any more',
      start: 'after {{names}}, which it calls',
    },
    does: {
      stop: 'is shut down',
      start: 'is started',
      toZero: 'goes from {{replicas}} to 0 replicas',
      toReplicas: 'goes back to {{replicas}} replicas',
      suspend: 'makes no more Jobs; those that run go on to their end',
      resume: 'makes Jobs again',
    },
    exclude: 'Leave alone',
    excludeOne: 'Leave {{name}} alone',
    refused: 'You may not act on',
    excludeRefused: 'Leave these alone',
    leftAlone: 'Left alone',
    cycle:
      '{{names}} need each other all round, so none of them is first: they are of one stage.',
    isCut: 'Something of the app is where you may not look. It is left alone.',
    state: {
      stop: {
        running: 'The app is being stopped: {{done}} of {{all}} done',
        cancelling:
          'The app is no more being stopped; what was begun goes on to its end',
        done: 'The app was stopped',
        failed: 'The app was not stopped in full: {{done}} of {{all}} done',
        cancelled: 'Stopping the app was broken off: {{done}} of {{all}} done',
      },
      start: {
        running: 'The app is being started: {{done}} of {{all}} done',
        cancelling:
          'The app is no more being started; what was begun goes on to its end',
        done: 'The app was started',
        failed: 'The app was not started in full: {{done}} of {{all}} done',
        cancelled: 'Starting the app was broken off: {{done}} of {{all}} done',
      },
    },
    step: {
      waiting: 'waits for its turn',
      begun: 'is under way',
      done: 'done',
      failed: 'failed',
      skipped: 'nothing to do',
    },
    by: 'Asked for by {{name}}',
    byHours: 'By the hours of the app,',
    cancelBy: 'broken off by {{name}}',
    cancel: 'Begin nothing more',
    goBack: 'Go back …',
    goOn: 'Go on …',
    hours: {
      runs: 'Runs {{days}} {{from}}–{{to}}, {{timeZone}}',
      next: {
        stop: 'next: stops {{at}}',
        start: 'next: starts {{at}}',
      },
      last: {
        stop: 'Was to stop {{at}}: {{message}}',
        start: 'Was to start {{at}}: {{message}}',
      },
      problem: 'The hours in the annotation of the app are not followed',
    },
  },
} as const;
