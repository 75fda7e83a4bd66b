import { toError } from '@backstage/errors';
import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Clock } from '../../clock';
import { KubeStatusError } from '../client/errors';
import { ClusterSettings } from '../settings';
import { backoffMs } from './backoff';

/** How far a kind is known; its name and cluster are the reader's to add. */
export type KindState = Pick<
  KindKnowledge,
  'state' | 'since' | 'message' | 'namespaces'
>;

/** One failure may be a hiccup; from the second on, the kind is out of step. */
const FAILURES_TO_TELL = 2;

/** What fails sooner after it was in step goes on failing; later, it fails anew. */
const STEADY_MS = 1_000;

/** Whether a server answered with this code. */
export const isStatus = (
  error: unknown,
  code: number,
): error is KubeStatusError =>
  error instanceof KubeStatusError && error.code === code;

/** Ends early, without an error, when all ends. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => {});

/** Before what is forbidden is asked for again. */
export const forbiddenPause = (
  { forbiddenRetryMs }: ClusterSettings,
  signal: AbortSignal,
): Promise<void> => pause(forbiddenRetryMs * (1 + Math.random() / 2), signal);

/**
 * Repeats what brings a part of a store in step with its cluster, waits between
 * failures, and tells as a state how it stands. Ends when `signal` is aborted,
 * and with the refusal where it is forbidden; never otherwise.
 */
export async function keepInStep(options: {
  settings: ClusterSettings;
  signal: AbortSignal;
  clock: Clock;
  random: () => number;
  onState: (state: KindState) => void;
  /** The path is not served any more. */
  onGone: () => void;
  /**
   * Once more; it says `inStep` when the store is sure to be as the cluster,
   * and `stillInStep` while it is.
   */
  attempt: (tell: {
    inStep: () => void;
    stillInStep: () => void;
  }) => Promise<void>;
}): Promise<KubeStatusError | undefined> {
  const { settings, signal, onState, onGone, attempt } = options;
  const now = () => options.clock().toISOString();
  /** The last time that the store was sure to be as the cluster. */
  let inStepAt: string | undefined;
  let failures = 0;
  /** Since when nothing has failed, as `performance` counts. */
  let steadySince: number | undefined;

  const tell = {
    inStep() {
      steadySince ??= performance.now();
      inStepAt = now();
      onState({ state: 'synced' });
    },
    stillInStep() {
      failures = 0;
      inStepAt = now();
    },
  };

  /** How long to wait after a failure. */
  function fail(error: unknown): number {
    if (isStatus(error, 404)) {
      onGone();
    }
    if (
      steadySince !== undefined &&
      performance.now() - steadySince >= STEADY_MS
    ) {
      failures = 0;
    }
    steadySince = undefined;
    failures++;
    if (inStepAt === undefined || failures >= FAILURES_TO_TELL) {
      const { message } = toError(error);
      onState(
        inStepAt === undefined
          ? { state: 'unreachable', since: now(), message }
          : {
              state: 'stale',
              since: inStepAt,
              message: `${message}. What is shown is as it was then.`,
            },
      );
    }
    const wait = backoffMs(failures, options.random(), settings.backoff);
    return error instanceof KubeStatusError
      ? Math.max(wait, error.retryAfterMs ?? 0)
      : wait;
  }

  while (!signal.aborted) {
    try {
      await attempt(tell);
    } catch (error) {
      if (signal.aborted) {
        break;
      }
      if (isStatus(error, 403)) {
        return error;
      }
      await pause(fail(error), signal);
    }
  }
  return undefined;
}
