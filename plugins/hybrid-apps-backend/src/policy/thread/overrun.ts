import { ServiceUnavailableError } from '@backstage/errors';
import { parseNodeId } from '../../objects';
import { nameQuestion, Question } from '../questions';

/** Of a question that takes longer than one may. */
export class OverrunError extends ServiceUnavailableError {}

/** Of those that waited behind such a one, and can be asked again at once. */
export class HeldUpError extends ServiceUnavailableError {}

/** Does something after so many milliseconds, unless it is called off by what is returned. */
export type After = (ms: number, act: () => void) => () => void;

export const afterTime: After = (ms, act) => {
  const timer = setTimeout(act, ms);
  timer.unref();
  return () => clearTimeout(timer);
};

const membersOf = (question: Question): readonly string[] => {
  if ('overlay' in question) {
    return question.overlay.members;
  }
  if ('postures' in question) {
    return question.postures.members;
  }
  if ('peers' in question) {
    return question.peers.members;
  }
  return 'status' in question ? question.status.members : [];
};

/**
 * What a question is about that makes it long, for people: of an app its
 * namespaces, as what is in these comes and goes.
 */
export function loadOf(cluster: string, question: Question): string {
  const namespaces = new Set(
    membersOf(question).map(id => parseNodeId(id).namespace),
  );
  const about =
    namespaces.size > 0 ? ` (in ${[...namespaces].sort().join(', ')})` : '';
  const pair = 'reachability' in question ? ` ${JSON.stringify(question)}` : '';
  return `${nameQuestion(question)}${about} on cluster '${cluster}'${pair}`;
}

const WAY_OUT =
  'Policies with fewer rules, peers and ranges of addresses take less.';

/** Loads that took too long, each for a while. */
export function createOverruns(options: {
  questionMs: number;
  restMs: number;
  now: () => number;
}) {
  const { questionMs, restMs, now } = options;
  const since = new Map<string, number>();
  return {
    /** @throws OverrunError for one that is not to be asked yet. */
    check(load: string, asked: string): void {
      const at = since.get(load);
      const wait = at === undefined ? 0 : at + restMs - now();
      if (wait > 0) {
        throw new OverrunError(
          `It cannot be told ${asked}: it took longer than the ${
            questionMs / 1_000
          } s that one question may take. Ask again in ${Math.ceil(
            wait / 1_000,
          )} s. ${WAY_OUT}`,
        );
      }
    },
    add(load: string): void {
      for (const [other, at] of since) {
        if (at + restMs <= now()) {
          since.delete(other);
        }
      }
      since.set(load, now());
    },
  };
}
