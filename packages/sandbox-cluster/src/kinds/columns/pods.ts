import { Json, listAt, recordAt, recordsAt, textAt } from '../../objects';
import { age, column } from './column';

function readyCount(pod: Json): string {
  const statuses = recordsAt(pod, 'status', 'containerStatuses');
  const ready = statuses.filter(status => status.ready === true).length;
  return `${ready}/${listAt(pod, 'spec', 'containers').length}`;
}

/** kubectl's STATUS: the reason that matters most, not just the phase. */
function podStatus(pod: Json): string {
  let status =
    textAt(pod, 'status', 'reason') || textAt(pod, 'status', 'phase');
  const unschedulable = recordsAt(pod, 'status', 'conditions').some(
    c => c.type === 'PodScheduled' && c.reason === 'SchedulingGated',
  );
  if (unschedulable) {
    status = 'SchedulingGated';
  }
  for (const container of recordsAt(pod, 'status', 'containerStatuses')) {
    const state = recordAt(container, 'state');
    const reason =
      textAt(state, 'waiting', 'reason') ||
      textAt(state, 'terminated', 'reason');
    if (reason) {
      status = reason;
    } else if (state.terminated) {
      status = `ExitCode:${textAt(state, 'terminated', 'exitCode')}`;
    }
  }
  return textAt(pod, 'metadata', 'deletionTimestamp') ? 'Terminating' : status;
}

function restarts(pod: Json, now: number): string {
  let count = 0;
  let last = '';
  for (const container of recordsAt(pod, 'status', 'containerStatuses')) {
    count += Number(container.restartCount ?? 0);
    const finished = textAt(container, 'lastState', 'terminated', 'finishedAt');
    last = finished > last ? finished : last;
  }
  return count && last ? `${count} (${age(last, now)} ago)` : String(count);
}

function readinessGates(pod: Json): string {
  const gates = recordsAt(pod, 'spec', 'readinessGates');
  const met = gates.filter(gate =>
    recordsAt(pod, 'status', 'conditions').some(
      c => c.type === gate.conditionType && c.status === 'True',
    ),
  );
  return gates.length ? `${met.length}/${gates.length}` : '';
}

export const podColumns = [
  column('Ready', readyCount),
  column('Status', podStatus),
  column('Restarts', restarts),
];

/** After AGE, with `-o wide`. */
export const podWideColumns = [
  column('IP', 'status.podIP', { wide: true, none: '<none>' }),
  column('Node', 'spec.nodeName', { wide: true, none: '<none>' }),
  column('Nominated Node', 'status.nominatedNodeName', {
    wide: true,
    none: '<none>',
  }),
  column('Readiness Gates', readinessGates, { wide: true, none: '<none>' }),
];
