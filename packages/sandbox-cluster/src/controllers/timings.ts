/** How long things take here, in milliseconds: lifelike, but quick. */
export interface Timings {
  /** From a pod's start on its node until its containers run. */
  containerStart: number;
  /** From a container's start until its readiness probe succeeds. */
  readiness: number;
  /** From a pod's deletion until its containers have ended. */
  termination: number;
  /** How long a Job's container works. */
  jobRun: number;
  /** From a container's start until a crashing one exits, or a liveness probe has failed often enough. */
  crash: number;
  /** The first wait before a restart; it doubles up to `maxBackOff`. */
  backOff: number;
  maxBackOff: number;
  /** A whole import of a DataVolume. */
  import: number;
  /** From a VM's hand-over to its node until the guest runs. */
  guestBoot: number;
  /** One step of a migration, snapshot, restore or clone. */
  step: number;
}

const LIFELIKE: Timings = {
  containerStart: 2_000,
  readiness: 1_000,
  termination: 1_500,
  jobRun: 3_000,
  crash: 2_000,
  backOff: 10_000,
  maxBackOff: 300_000,
  import: 5_000,
  guestBoot: 3_000,
  step: 1_500,
};

/** The timings, `speed` times as fast. */
export function timings(speed: number = 1): Timings {
  const { ...scaled } = LIFELIKE;
  for (const name of Object.keys(scaled) as Array<keyof Timings>) {
    scaled[name] /= speed;
  }
  return scaled;
}
