import { KubeObject } from '../../clusters';
import { at, list, number, text } from '../../objects';
import { CONDITION_TYPES, ConditionType, Meaning } from './conditionTypes';
import { Says, Verdict } from './verdicts';

const BY_TYPE = new Map(
  CONDITION_TYPES.map(
    (known, rank): [string, ConditionType & { rank: number }] => [
      known.type,
      { ...known, rank },
    ],
  ),
);

/** Reasons of a failure, in the words of many controllers, like `ReconciliationFailed`. */
const FAILURE =
  /Err[A-Z]|[Ee]rror|Fail|Invalid|Back[Oo]ff|Denied|Forbidden|Unauthori|NotFound|Missing|Time(d)?[Oo]ut|Exceeded|Exception|Conflict|Rejected|Unsupported|Unschedulable|Unhealthy|Expired/;

/** Reasons to wait. */
const WAITING =
  /^(pending|waiting|creating|provisioning|installing|initiali[sz]ing|starting|progressing|reconciling|deploying|updating|unpacking|deleting)|inprogress$|pending$/i;

interface Condition {
  type: string;
  status?: string;
  reason?: string;
  message?: string;
  since?: string;
  severity?: string;
  observedGeneration?: number;
}

function readCondition(value: unknown): Condition[] {
  const type = text(at(value, 'type'));
  return type
    ? [
        {
          type,
          status: text(at(value, 'status')),
          reason: text(at(value, 'reason')),
          message: text(at(value, 'message')),
          since: text(at(value, 'lastTransitionTime')),
          severity: text(at(value, 'severity')),
          observedGeneration: number(at(value, 'observedGeneration')),
        },
      ]
    : [];
}

/**
 * Whether a condition tells by its reason that there is no conflict; some
 * controllers have it with a status of True, which then tells of none.
 * Source: Gateway API, ListenerConditionConflicted: a conflict is True, and
 * NoConflicts is the reason where there is none.
 */
export const tellsNoConflict = (
  type: string | undefined,
  reason: string | undefined,
): boolean => type === 'Conflicted' && reason === 'NoConflicts';

function meaningOf({ type, status, reason }: Condition): Meaning | undefined {
  // Argo CD's Applications have conditions only while they hold, without a status.
  if (status === undefined) {
    return type.endsWith('Error') ? 'fault' : undefined;
  }
  if (type === 'Progressing') {
    // k8s.io/api/apps/v1, DeploymentProgressing: True also when it is done.
    if (status === 'True' && reason === 'NewReplicaSetAvailable') {
      return undefined;
    }
    if (status === 'False' && reason && FAILURE.test(reason)) {
      return 'fault';
    }
  }
  if (tellsNoConflict(type, reason)) {
    return undefined;
  }
  const known = BY_TYPE.get(type);
  return status === 'True' || status === 'False' || status === 'Unknown'
    ? known?.[status]
    : undefined;
}

function saysOf(meaning: Meaning, { reason = '', severity }: Condition): Says {
  switch (meaning) {
    case 'settled':
      return 'fault';
    case 'coming':
      // Knative and Cluster API grade what is not well.
      return severity === 'Error' ||
        (severity !== 'Info' && FAILURE.test(reason))
        ? 'fault'
        : 'busy';
    case 'failing':
      return severity === 'Info' || WAITING.test(reason) ? 'busy' : 'fault';
    case 'unsure':
      return WAITING.test(reason) ? 'busy' : 'unsure';
    default:
      return meaning;
  }
}

const wordOf = ({ type, status, reason }: Condition, says: Says) => {
  if (says === 'well') {
    return type;
  }
  return reason ?? (status === 'False' ? `Not${type}` : type);
};

/** Of what its controller has not yet seen as it is now written. */
export const NOT_OBSERVED = {
  reason: 'NotObserved',
  message: 'Not yet taken up by its controller',
};

/** Where conditions were found, and for which generation of their object they should be. */
export interface Place {
  generation?: number;
  /** What stands before a message, like `Listener https`. */
  name?: string;
}

/**
 * Of each type the condition that counts. There should be one alone; where a
 * controller adds one instead of changing it, the last by its time is so, and of the
 * same time the one behind. Those without a time or a status each count.
 * Source: Kubernetes API conventions, Typical status properties: conditions are a
 * map by their type.
 */
function latest(conditions: readonly Condition[]): Condition[] {
  const last = new Map<string, Condition>();
  for (const one of conditions) {
    const { since = '' } = last.get(one.type) ?? {};
    if (one.status !== undefined && one.since && one.since >= since) {
      last.set(one.type, one);
    }
  }
  return conditions.filter(
    one => !one.status || !one.since || last.get(one.type) === one,
  );
}

/** What a list of conditions says, as far as their types are known. */
export function conditionVerdicts(
  conditions: unknown,
  { generation = 0, name }: Place = {},
): Verdict[] {
  return latest(list(conditions).flatMap(readCondition)).flatMap(
    (condition): Verdict[] => {
      const meaning = meaningOf(condition);
      if (!meaning) {
        return [];
      }
      const says = saysOf(meaning, condition);
      const rank = BY_TYPE.get(condition.type)?.rank ?? 0;
      const { message, since, observedGeneration = generation } = condition;
      if (observedGeneration < generation) {
        return [
          {
            says: says === 'well' ? 'outdated' : 'busy',
            rank,
            ...NOT_OBSERVED,
          },
        ];
      }
      return [
        {
          says,
          rank,
          reason: wordOf(condition, says),
          message: message && name ? `${name}: ${message}` : message ?? name,
          since,
          ...(meaning === 'settled' && { settled: true }),
        },
      ];
    },
  );
}

/**
 * All conditions of an object: its own, and what each of several controllers
 * says of it.
 *
 * Sources: Gateway API, RouteStatus and PolicyStatus; openshift/api, RouteStatus.
 */
export function allConditions(object: KubeObject): Verdict[] {
  const { status } = object;
  const { generation } = object.metadata;
  return [
    status,
    ...['parents', 'ancestors', 'ingress'].flatMap(field =>
      list(at(status, field)),
    ),
  ].flatMap(place =>
    conditionVerdicts(at(place, 'conditions'), { generation }),
  );
}
