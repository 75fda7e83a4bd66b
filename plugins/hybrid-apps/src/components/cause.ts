import { NodeStatus } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Translate } from '../translation';
import { commonMessages } from '../translations/en/common';

type Told = Pick<NodeStatus, 'reason' | 'message'>;
type Cause = keyof (typeof commonMessages)['cause'];

/**
 * What the words of platforms mean; the first that fits counts. Of a reason that
 * stands for several things, the message says which.
 * Source: kubernetes, `pkg/kubelet/images/types.go`,
 * `pkg/kubelet/container/sync_result.go`, `pkg/kubelet/eviction/helpers.go`,
 * `pkg/controller/deployment/util`, `pkg/controller/job`; kubevirt.io/api/core/v1,
 * `VirtualMachinePrintableStatus`; CDI, `DataVolumePhase`.
 */
const CAUSES: ReadonlyArray<
  readonly [cause: Cause, reason: RegExp, message?: RegExp]
> = [
  [
    'imageNotFound',
    /^(ErrImagePull|ImagePullBackOff)$/,
    /not found|manifest unknown|does not know it/i,
  ],
  [
    'imageDenied',
    /^(ErrImagePull|ImagePullBackOff)$/,
    /unauthorized|denied|forbidden|does not let/i,
  ],
  ['imageUnpulled', /^(ErrImagePull|ImagePullBackOff)$/],
  ['imageUnpulled', /^(RegistryUnavailable|ErrImageNeverPull)$/],
  ['imageName', /^InvalidImageName$/],
  ['noNode', /^(ErrorUnschedulable|Unschedulable)$/],
  ['outOfMemory', /^OOMKilled$/],
  ['crashing', /^CrashLoopBackOff$/],
  ['rootUser', /^CreateContainerConfigError$/, /runAsNonRoot|may not run/],
  ['configMissing', /^CreateContainerConfigError$/],
  ['notStarting', /^(CreateContainerError|RunContainerError)$/],
  ['diskUnfilled', /^(DataVolumeError|ImportFailed|CloneFailed)$/],
  ['diskMissing', /^ErrorPvcNotFound$/],
  ['diskLost', /^Lost$/],
  ['diskTrouble', /^PausedIOError$/],
  ['quota', /^FailedCreate$/, /exceeded quota/],
  ['refused', /^FailedCreate$/],
  ['quota', /^RejectedByResourceQuota$/],
  ['rolloutStuck', /^ProgressDeadlineExceeded$/],
  ['jobFailed', /^(BackoffLimitExceeded|PodFailurePolicy)$/],
  ['tooLong', /^DeadlineExceeded$/],
  ['evicted', /^Evicted$/],
  ['nodeSilent', /^(NodeLost|NodeStatusUnknown)$/],
  ['guestPanicked', /^GuestPanicked$/],
  ['nobodyBehind', /^(NoEndpoints|NoPods|InsufficientPods)$/],
  ['missing', /^(NotFound|NoSuchService|BackendNotFound)$/],
  ['noSuchPort', /^NoSuchPort$/],
];

/** Why something is at fault, in people's words; undefined of what has none yet. */
export function causeOf({ reason = '', message = '' }: Told, t: Translate) {
  const known = CAUSES.find(
    ([, ofReason, ofMessage]) =>
      ofReason.test(reason) && (ofMessage?.test(message) ?? true),
  );
  return known && t(`cause.${known[0]}`);
}

/** The same; of what has none, the platform's own words. */
export const causeOrWord = (told: Told, t: Translate): string | undefined =>
  causeOf(told, t) ?? told.reason ?? told.message;
