/**
 * What is said of an act. `{{name}}` stands for the name of the object.
 *
 * @public
 */
export interface ActWords {
  /** On a button or in a menu: `Stop`. */
  label: string;
  /** What it will do, before it is done. */
  will: string;
  /** What it did. */
  did: string;
}

/**
 * The words of the acts that come with the portal, by their ids. Translations
 * go by the same ids.
 *
 * @public
 */
export const actWords = {
  'vm-start': {
    label: 'Start',
    will: 'Starts the VM {{name}}.',
    did: '{{name}} runs.',
  },
  'vm-stop': {
    label: 'Stop',
    will: 'Asks the guest of {{name}} to shut down, and ends it when its time to do so is over. Connections to it break. It stays off until somebody starts it.',
    did: '{{name}} is stopped.',
  },
  'vm-force-stop': {
    label: 'Force stop',
    will: 'Cuts the power of {{name}} at once. What its guest has not written yet is lost.',
    did: '{{name}} is stopped.',
  },
  'vm-restart': {
    label: 'Restart',
    will: 'Shuts {{name}} down and starts it anew, with what was changed since it started. Connections to it break.',
    did: '{{name}} was restarted.',
  },
  'vm-soft-reboot': {
    label: 'Reboot the guest',
    will: 'Asks the operating system of {{name}} to reboot. It stays on its node.',
    did: 'The guest of {{name}} was asked to reboot.',
  },
  'vm-reset': {
    label: 'Reset',
    will: 'Resets {{name}} as its reset button would, at once. What its guest has not written yet is lost.',
    did: '{{name}} was reset.',
  },
  'vm-pause': {
    label: 'Pause',
    will: 'Freezes {{name}} as it is. It answers nobody, and keeps its memory.',
    did: '{{name}} is paused.',
  },
  'vm-unpause': {
    label: 'Unpause',
    will: 'Lets {{name}} go on from where it was paused.',
    did: '{{name}} goes on.',
  },
  'vm-migrate': {
    label: 'Migrate',
    will: 'Moves {{name}} to another node while it runs.',
    did: '{{name}} was moved to another node.',
  },
  'workload-scale': {
    label: 'Scale',
    will: 'Changes how many replicas of {{name}} run.',
    did: '{{name}} has its replicas.',
  },
  'workload-restart': {
    label: 'Restart',
    will: 'Replaces the Pods of {{name}} one after the other, as a roll-out does.',
    did: 'The Pods of {{name}} were replaced.',
  },
  'deployment-pause': {
    label: 'Pause roll-outs',
    will: 'Holds back what is changed in the template of {{name}} until roll-outs are resumed.',
    did: 'Roll-outs of {{name}} are paused.',
  },
  'deployment-resume': {
    label: 'Resume roll-outs',
    will: 'Rolls out what was changed in the template of {{name}} meanwhile.',
    did: 'Roll-outs of {{name}} go on.',
  },
  'pod-delete': {
    label: 'Delete the Pod',
    will: 'Deletes {{name}}. What controls it makes another one; one that nothing controls is gone.',
    did: '{{name}} is gone.',
  },
  'cronjob-run': {
    label: 'Run now',
    will: 'Starts a Job of {{name}} now, beside those of its schedule.',
    did: 'A Job of {{name}} was started.',
  },
  'cronjob-suspend': {
    label: 'Suspend',
    will: 'Starts no more Jobs of {{name}} until it is resumed. Those that run go on.',
    did: '{{name}} is suspended.',
  },
  'cronjob-resume': {
    label: 'Resume',
    will: 'Starts Jobs of {{name}} again when they are due.',
    did: '{{name}} goes on.',
  },
  'deployment-undo': {
    label: 'Undo to a revision',
    will: 'Gives {{name}} the template of an earlier revision, and rolls that out.',
    did: '{{name}} has the template of that revision.',
  },
  'vm-cancel-migration': {
    label: 'Cancel the migration',
    will: 'Leaves {{name}} on the node that it is on.',
    did: '{{name}} stays where it is.',
  },
  'vm-snapshot': {
    label: 'Take a snapshot',
    will: 'Keeps the disks and the settings of {{name}} as they are now.',
    did: 'There is a snapshot of {{name}}.',
  },
  'vm-restore': {
    label: 'Restore',
    will: 'Gives {{name}} its disks and settings as a snapshot has them. What was written since is lost.',
    did: '{{name}} is as the snapshot had it.',
  },
  'vm-clone': {
    label: 'Clone',
    will: 'Makes another VM with copies of the disks of {{name}}. It is off until somebody starts it.',
    did: 'There is a copy of {{name}}.',
  },
  'vm-delete': {
    label: 'Delete',
    will: 'Deletes {{name}}, and the disks that it made. This cannot be undone.',
    did: '{{name}} is gone.',
  },
  'claim-grow': {
    label: 'Grow',
    will: 'Makes {{name}} larger. It cannot be made smaller again.',
    did: '{{name}} is larger.',
  },
  'certificate-renew': {
    label: 'Renew',
    will: 'Asks for a new certificate now, in place of the one in the Secret of {{name}}.',
    did: '{{name}} was renewed.',
  },
  'vm-resize': {
    label: 'Resize',
    will: 'Changes how many CPU sockets and how much memory {{name}} has.',
    did: '{{name}} has its new size.',
  },
  'vm-instance-type': {
    label: 'Change the instance type',
    will: 'Gives {{name}} the CPUs and the memory of another instance type.',
    did: '{{name}} has its new instance type.',
  },
  'vm-expose': {
    label: 'Expose a port',
    will: 'Makes a Service by which others reach a port of {{name}}. Policies say who may.',
    did: 'There is a Service for {{name}}.',
  },
  'vm-snapshot-delete': {
    label: 'Delete a snapshot',
    will: 'Deletes a snapshot of {{name}}. The VM and its disks stay as they are.',
    did: 'The snapshot of {{name}} is gone.',
  },
  'vm-delete-alone': {
    label: 'Delete, and keep its disks',
    will: 'Deletes {{name}} without its disks. Another VM can have these.',
    did: '{{name}} is gone, and its disks are there.',
  },
  'vm-run-strategy': {
    label: 'Change the run strategy',
    will: 'Changes when {{name}} is started and stopped by itself.',
    did: '{{name}} has its new run strategy.',
  },
  'vm-disk-add': {
    label: 'Add a disk',
    will: 'Gives {{name}} a disk that there is already: a claim that nothing uses.',
    did: '{{name}} has the disk.',
  },
  'vm-disk-remove': {
    label: 'Remove a disk',
    will: 'Takes a disk out of {{name}}. Its claim and its data stay. Unmount it in the guest first.',
    did: '{{name}} is without the disk.',
  },
  'vm-nic-add': {
    label: 'Add a network interface',
    will: 'Gives {{name}} an interface on another network of its namespace, by a bridge.',
    did: '{{name}} has the interface.',
  },
  'vm-nic-remove': {
    label: 'Remove a network interface',
    will: 'Takes an interface out of {{name}}. Connections over it break.',
    did: '{{name}} is without the interface.',
  },
  'vm-media-eject': {
    label: 'Eject a CD-ROM',
    will: 'Takes what is in a CD-ROM drive of {{name}} out of it. The drive stays, and so does the claim.',
    did: 'The drive of {{name}} is empty.',
  },
  'vm-media-insert': {
    label: 'Insert a CD-ROM',
    will: 'Puts a claim that nothing uses into a CD-ROM drive of {{name}} that is empty.',
    did: 'It is in the drive of {{name}}.',
  },
} as const satisfies Record<string, ActWords>;

/**
 * An act that comes with the portal.
 *
 * @public
 */
export type ActId = keyof typeof actWords;
