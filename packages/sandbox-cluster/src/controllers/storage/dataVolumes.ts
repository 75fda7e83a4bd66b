import {
  event,
  getCondition,
  isDeleting,
  msSince,
  ownerReference,
  setCondition,
} from '../meta';
import { SELECTED_NODE } from '../pods/scheduler';
import { defaultClass } from './claims';
import { missingSource, phasesOf, sourceClaim, transferError } from './sources';
import {
  Condition,
  DataVolume,
  Outcome,
  PersistentVolumeClaim,
  reconciler,
  View,
  withStatus,
} from '../shapes';
import { Timings } from '../timings';
import { Reconciler, Write } from '../types';

/** How often a failed import is tried again. */
const RETRY_MS = 10_000;
const PROGRESS_STEPS = 5;

/** CDI: makes a claim for each DataVolume, and fills it. */
export function dataVolumes(timings: Timings): Reconciler {
  return reconciler({
    name: 'datavolume-import-controller',
    kind: 'DataVolume',
    owns: ['PersistentVolumeClaim'],
    reconcile(volume, view, now) {
      if (isDeleting(volume) || volume.status?.phase === 'Succeeded') {
        return { writes: [] };
      }
      const { name, namespace } = volume.metadata;
      const claim = view.get('PersistentVolumeClaim', name, namespace);
      if (!claim) {
        return begin(volume, view, now);
      }
      if (claim.status?.phase !== 'Bound') {
        return waitForClaim(volume, claim, view, now);
      }
      return transfer(volume, view, now, timings);
    },
  });
}

function begin(volume: DataVolume, view: View, now: number): Outcome {
  const missing = missingSource(volume, view);
  const waiting = withStatus(volume, {
    ...volume.status,
    phase: 'Pending',
    progress: 'N/A',
    conditions: conditions(
      volume,
      [
        {
          type: 'Bound',
          status: 'False',
          reason: 'NotFound',
          message: missing ?? 'No PVC found',
        },
        { type: 'Ready', status: 'False' },
        { type: 'Running', status: 'False' },
      ],
      now,
    ),
  });
  if (missing) {
    return {
      writes: [
        waiting,
        event(volume, 'Warning', 'CloneWithoutSource', missing),
      ],
      requeueAfterMs: RETRY_MS,
    };
  }
  return {
    writes: [waiting, { verb: 'create', object: claimFor(volume, view) }],
  };
}

function claimFor(volume: DataVolume, view: View): PersistentVolumeClaim {
  const { name, namespace } = volume.metadata;
  const asked = volume.spec.storage ?? volume.spec.pvc ?? {};
  const source = sourceClaim(volume, view);
  // CDI takes from the StorageProfile what `storage` leaves open.
  const [usual] =
    view.get(
      'StorageProfile',
      asked.storageClassName ?? defaultClass(view)?.metadata.name ?? '',
    )?.status?.claimPropertySets ?? [];
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name,
      namespace,
      labels: { ...volume.metadata.labels, app: 'containerized-data-importer' },
      ownerReferences: [ownerReference(volume)],
    },
    spec: {
      ...asked,
      accessModes: asked.accessModes ?? usual?.accessModes ?? ['ReadWriteOnce'],
      volumeMode: asked.volumeMode ?? usual?.volumeMode ?? 'Filesystem',
      resources: asked.resources ?? source?.spec.resources,
    },
  };
}

function waitForClaim(
  volume: DataVolume,
  claim: PersistentVolumeClaim,
  view: View,
  now: number,
): Outcome {
  const storageClass = view.get(
    'StorageClass',
    claim.spec.storageClassName ?? '',
  );
  const waitsForConsumer =
    storageClass?.volumeBindingMode === 'WaitForFirstConsumer' &&
    !claim.metadata.annotations?.[SELECTED_NODE];
  return {
    writes: [
      withStatus(volume, {
        ...volume.status,
        claimName: claim.metadata.name,
        phase: waitsForConsumer ? 'WaitForFirstConsumer' : 'Pending',
        progress: 'N/A',
        conditions: conditions(
          volume,
          [
            {
              type: 'Bound',
              status: 'False',
              reason: 'Pending',
              message: `PVC ${claim.metadata.name} Pending`,
            },
            { type: 'Ready', status: 'False' },
            { type: 'Running', status: 'False' },
          ],
          now,
        ),
      }),
    ],
  };
}

function transfer(
  volume: DataVolume,
  view: View,
  now: number,
  timings: Timings,
): Outcome {
  const { name } = volume.metadata;
  const phases = phasesOf(volume, view);
  const bound = conditions(
    volume,
    [
      {
        type: 'Bound',
        status: 'True',
        reason: 'Bound',
        message: `PVC ${name} Bound`,
      },
    ],
    now,
  );
  const step = timings.import / PROGRESS_STEPS;
  const since = bound.find(({ type }) => type === 'Bound')?.lastTransitionTime;
  const elapsed = msSince(since, now);
  const write = (
    phase: string,
    progress: string,
    running: Condition,
    ready: Condition,
    restartCount = 0,
  ) =>
    withStatus(volume, {
      claimName: name,
      phase,
      progress,
      ...(restartCount > 0 && { restartCount }),
      conditions: conditions(
        { status: { conditions: bound } },
        [ready, running],
        now,
      ),
    });
  const notReady: Condition = {
    type: 'Ready',
    status: 'False',
    reason: 'TransferRunning',
  };
  if (elapsed < step) {
    return {
      writes: [
        write(
          phases.scheduled,
          'N/A',
          { type: 'Running', status: 'False', reason: 'ContainerCreating' },
          { type: 'Ready', status: 'False' },
        ),
        ...(volume.status?.phase === phases.scheduled
          ? []
          : [say(volume, phases.scheduled)]),
      ],
      requeueAfterMs: step - elapsed,
    };
  }
  const failure = transferError(volume);
  if (failure) {
    const running = getCondition(volume, 'Running');
    return {
      writes: [
        write(
          phases.running,
          'N/A',
          {
            type: 'Running',
            status: 'False',
            reason: 'Error',
            message: failure,
          },
          notReady,
          1 + Math.floor(Math.log2(1 + elapsed / RETRY_MS)),
        ),
        ...(running?.reason === 'Error'
          ? []
          : [event(volume, 'Warning', 'Error', failure)]),
      ],
      requeueAfterMs: RETRY_MS,
    };
  }
  const isRunning: Condition = {
    type: 'Running',
    status: 'True',
    reason: 'Pod is running',
  };
  if (elapsed < timings.import || volume.spec.source?.upload) {
    const percent = Math.min(
      99,
      (Math.floor(elapsed / step) * 100) / PROGRESS_STEPS - 8,
    );
    return {
      writes: [
        write(phases.running, `${percent.toFixed(2)}%`, isRunning, notReady),
        ...(volume.status?.phase === phases.running
          ? []
          : [say(volume, phases.running)]),
      ],
      ...(volume.spec.source?.upload
        ? {}
        : { requeueAfterMs: step - (elapsed % step) }),
    };
  }
  return {
    writes: [
      write(
        'Succeeded',
        '100.0%',
        { type: 'Running', status: 'False', reason: 'Completed' },
        { type: 'Ready', status: 'True' },
      ),
      say(volume, 'Succeeded'),
    ],
  };
}

function say(volume: DataVolume, reason: string): Write {
  const { name } = volume.metadata;
  const messages: Record<string, string> = {
    ImportScheduled: `Import into ${name} scheduled`,
    ImportInProgress: `Import into ${name} in progress`,
    CloneScheduled: `Cloning into ${name} scheduled`,
    CloneInProgress: `Cloning into ${name} in progress`,
    UploadScheduled: `Upload into ${name} scheduled`,
    UploadReady: `Upload into ${name} ready`,
    Succeeded: `Successfully imported into PVC ${name}`,
  };
  return event(
    volume,
    'Normal',
    reason === 'Succeeded' ? 'ImportSucceeded' : reason,
    messages[reason] ?? reason,
  );
}

function conditions(
  volume: { status?: { conditions?: Condition[] } },
  next: Condition[],
  now: number,
): Condition[] {
  return next.reduce<Condition[]>(
    (all, condition) => setCondition(all, condition, now),
    volume.status?.conditions ?? [],
  );
}
