import { AuditorServiceEventSeverityLevel } from '@backstage/backend-plugin-api';

/** An event of the audit log, as docs/reference/audit.md tells of it. */
export interface AuditEvent {
  /** By default the log has what is `medium` and above: `backend.auditor` of app-config. */
  severity: AuditorServiceEventSeverityLevel;
  when: string;
  /** What its `meta` holds beside what that of every event does. */
  meta: Readonly<Record<string, string>>;
}

/** What the `meta` of every event holds. */
export const EVERY_META = {
  operation:
    '`operationId` of the [API](api.md), or the id of an action; absent where the path is none of its',
  caller: 'Entity reference of the user, subject of the service, or `nobody`',
  through: 'The plugin that asks in the name of the user, if one does',
  address:
    'From where, as `backend.trustProxy` of app-config lets proxies tell it; `unknown` of an action',
  app: 'Entity reference of the app that the path names, if it names one',
  cluster: 'Cluster that the path names, if it names one',
} as const;

const TASK = 'Which task asks for it, as the caller says';
const OBJECT = 'Which object it is asked for, by its id';
const OBJECTS =
  'Which objects, as `apiVersion/kind/namespace/name`; 200 at most';
const RESULTS =
  'At the end: each object, and what became of it or why it was refused, in one word; of logs how many Pods and bytes, never what they hold';

const ACT = 'Which act, like `vm-stop`';
const ACT_ID = 'Of the act, as who asks has it; `listActs` tells how it ended';

const POWER = 'Whether a plan stops an app (`stop`) or starts it (`start`)';

const CONSOLE =
  'The serial port of a VM (`serial`), its screen (`vnc`), or a shell in a container (`exec`)';

const CONTAINER = 'Which container, of a shell or of logs';
const SESSION = 'Id of the console, as `listConsoles` has it';

const PLAN = 'Id of the plan, as `listPlans` has it';

const WHOSE = 'Whose task it is, where the scaffolder asks for a user';

/** Every event, by its id. */
export const AUDIT_EVENTS = {
  'manifests-apply': {
    severity: 'medium',
    when: '`applyManifests` is asked to create objects, or to check whether it could (`dryRun`), whether that is allowed or not',
    meta: {
      task: TASK,
      dryRun: 'Whether it is a check alone',
      objects: OBJECTS,
      results: RESULTS,
    },
  },
  'manifests-undo': {
    severity: 'medium',
    when: '`undoApply` is asked to delete what a task created, whether that is allowed or not',
    meta: {
      task: TASK,
      user: WHOSE,
      results: RESULTS,
    },
  },
  act: {
    severity: 'medium',
    when: '`performAct` is asked to do something to an object of an app, whether that is allowed or not',
    meta: {
      act: ACT,
      object: OBJECT,
      id: ACT_ID,
      results: RESULTS,
    },
  },
  plan: {
    severity: 'medium',
    when: '`startPlan` is asked to stop or start an app as a whole, whether that is allowed or not',
    meta: {
      plan: PLAN,
      power: POWER,
      goesBack: 'The plan that it takes back, if it does',
      results: RESULTS,
    },
  },
  'plan-cancel': {
    severity: 'medium',
    when: '`cancelPlan` is asked to have a plan begin nothing more, whether that is allowed or not',
    meta: { plan: PLAN, results: RESULTS },
  },
  'plan-run': {
    severity: 'medium',
    when: 'A plan begins to run, and ends; it begins once more where the backend was restarted meanwhile',
    meta: { plan: PLAN, power: POWER, results: RESULTS },
  },
  'plan-act': {
    severity: 'medium',
    when: 'A plan asks a cluster for one of its acts, for whoever asked for the plan',
    meta: {
      plan: PLAN,
      act: ACT,
      object: OBJECT,
      id: ACT_ID,
      results: RESULTS,
    },
  },
  'task-close': {
    severity: 'medium',
    when: '`closeTask` says that a task is done, so that nothing of it can be undone any more, whether that is allowed or not',
    meta: { task: TASK, user: WHOSE },
  },
  'console-ticket': {
    severity: 'medium',
    when: '`openConsole` is asked for a ticket, whether that is allowed or not',
    meta: {
      object: OBJECT,
      kind: CONSOLE,
      container: CONTAINER,
      join: 'Whether to watch, or to take the keys from another, where that is asked',
      results: RESULTS,
    },
  },
  'console-session': {
    severity: 'medium',
    when: 'Somebody sits down at a console, and leaves it. Never what was typed or shown',
    meta: {
      session: SESSION,
      objects: OBJECTS,
      kind: CONSOLE,
      container: CONTAINER,
      role: 'Whether for the keys (`keys`, `take`) or to watch (`watch`)',
      why: 'At the end: why it ended, in one word',
      seconds: 'At the end: how long it took',
      typedBytes: 'At the end: how many bytes came from the person',
      shownBytes: 'At the end: and how many went there',
    },
  },
  'console-end': {
    severity: 'medium',
    when: '`endConsole` is asked to end a console, whether that is allowed or not',
    meta: { session: SESSION },
  },
  'console-refused': {
    severity: 'medium',
    when: 'A WebSocket for a console is refused: 401 (no ticket that is good), 403 (from a page that is none of the portal)',
    meta: { status: 'Of the answer' },
  },
  'logs-read': {
    severity: 'medium',
    when: '`readLogs` is asked for what Pods wrote, whether that is allowed or not; it ends with the last of it, or as its reader leaves',
    meta: {
      object: OBJECT,
      container: CONTAINER,
      follow: 'Whether what comes is read as well',
      results: RESULTS,
    },
  },
  'request-refused': {
    severity: 'medium',
    when: 'Any other request is refused: with 401 (no credentials), 403 (no right) or 429 (too many requests)',
    meta: { status: 'Of the answer' },
  },
} as const satisfies Record<string, AuditEvent>;

/** What begins and ends that is no request. */
export type SessionEventId = 'console-session' | 'plan-act' | 'plan-run';

/** What has a start and an end: what changes a cluster, or tries to, and what reads more than the portal keeps. */
export type WriteEventId = Exclude<
  keyof typeof AUDIT_EVENTS,
  'console-refused' | 'request-refused' | SessionEventId
>;
