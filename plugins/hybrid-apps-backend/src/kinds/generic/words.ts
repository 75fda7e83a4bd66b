import { KubeObject } from '../../clusters';
import { at, text } from '../../objects';
import { Says, Verdict } from './verdicts';

/** Where a status has one word for the whole, or a yes or no. */
const FIELDS = [
  ['phase'],
  ['state'],
  ['health'], // Elastic Cloud on Kubernetes
  ['health', 'status'], // Argo CD
  ['ceph', 'health'], // Rook
  ['robustness'], // Longhorn
] as const;

const words = (
  says: Says,
  ...written: readonly string[]
): Array<[string, Says]> => written.map(word => [word, says]);

/** Words of which the meaning is known, in lower case. */
const WORDS = new Map<string, Says>([
  ...words(
    'fault',
    'failed',
    'failure',
    'partiallyfailed',
    'failedvalidation',
    'error',
    'errored',
    'degraded',
    'unhealthy',
    'unavailable',
    'faulted',
    'lost',
    'missing',
    'invalid',
    'stalled',
    'aborted',
    'timeout',
    'red',
    'health_warn',
    'health_err',
  ),
  ...words(
    'off',
    'stopped',
    'suspended',
    'paused',
    'halted',
    'hibernated',
    'hibernating',
    'shutdown',
  ),
  ...words(
    'busy',
    'new',
    'pending',
    'queued',
    'waiting',
    'creating',
    'provisioning',
    'initializing',
    'starting',
    'installing',
    'deploying',
    'progressing',
    'inprogress',
    'reconciling',
    'applyingchanges',
    'updating',
    'upgrading',
    'scaling',
    'restoring',
    'stopping',
    'deleting',
    'terminating',
    'yellow',
  ),
  ...words('unsure', 'unknown'),
  ...words(
    'well',
    'active',
    'available',
    'bound',
    'complete',
    'completed',
    'deployed',
    'healthy',
    'health_ok',
    'green',
    'installed',
    'online',
    'provisioned',
    'ready',
    'running',
    'succeeded',
  ),
]);

/** `CrashLoopBackOff`, `ErrImagePull`, `ValidationFailed`. */
const FAULT = /([Bb]ack[Oo]ff|[Ff]ailed|[Ee]rror)$|^Err[A-Z]/;

/** What the words of a status say, as far as they are known. */
export function wordVerdicts({ status }: KubeObject): Verdict[] {
  const message =
    text(at(status, 'message')) ??
    text(at(status, 'failureMessage')) ??
    text(at(status, 'failureReason')) ??
    text(at(status, 'error'));
  const told = FIELDS.flatMap((field): Verdict[] => {
    const word = text(at(status, ...field));
    const says =
      word &&
      (WORDS.get(word.toLocaleLowerCase('en-US')) ??
        (FAULT.test(word) ? 'fault' : undefined));
    return says ? [{ says, rank: 1_000, reason: word, message }] : [];
  });
  // Cluster API, contract of infrastructure providers.
  const ready = at(status, 'ready');
  if (typeof ready === 'boolean') {
    told.push({
      says: ready ? 'well' : 'busy',
      rank: 1_001,
      reason: ready ? 'Ready' : 'NotReady',
      message,
    });
  }
  return told;
}
