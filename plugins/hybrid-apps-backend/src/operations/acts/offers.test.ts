import { PlainObject } from '../../clusters';
import { createStoreFromObjects } from '../../kinds';
import { groupOf } from '../../objects';
import {
  ActRight,
  allActs,
  basisOf,
  not,
  offersFor,
  POSSIBLE,
  schemaOf,
} from '.';
import {
  place,
  vm,
  instance,
  conditions,
  NO_ACPI,
  deployment,
  cronJob,
  going,
  migration,
  replicaSet,
  claim,
  storageClass,
  snapshot,
  certificate,
  type,
  disk,
  definition,
  drive,
  NETWORKS,
  revised,
} from './__testUtils__/offered';

const NOW = new Date('2026-01-01T12:00:00.000Z');
const acts = allActs(() => NOW);
/** Of one object in a cluster, the first: what is possible, and `?` where the word says why not. */
const offered = (
  [object, ...others]: readonly PlainObject[],
  rights: readonly ActRight[],
) => {
  const store = createStoreFromObjects('onprem', [object, ...others]);
  const found = store.get({
    group: groupOf(object.apiVersion),
    kind: object.kind,
    namespace: object.metadata.namespace,
    name: object.metadata.name,
  });
  return offersFor(acts, found!, store, () => POSSIBLE)
    .filter(({ act }) => rights.includes(act.right))
    .map(({ act, offer }) => (offer.possible ? act.id : `${act.id}?`))
    .join(' ');
};

const ON =
  'vm-stop vm-force-stop vm-restart vm-soft-reboot vm-reset vm-pause vm-migrate';

/** What virt-api and the API server take, and refuse, in each state. */
const CASES: ReadonlyArray<[string, readonly PlainObject[], string]> = [
  ['a VM that is off', [vm({ runStrategy: 'Halted' })], 'vm-start'],
  [
    'one that says so in the older way',
    [vm({ runStrategy: undefined, running: false })],
    'vm-start',
  ],
  [
    'one that is started by people',
    [vm({ runStrategy: 'Manual' })],
    'vm-start',
  ],
  ['one that starts by itself', [vm()], 'vm-start?'],
  [
    'one that ended once',
    [vm({ runStrategy: 'RerunOnFailure' }), instance('Succeeded')],
    'vm-start',
  ],
  ['one that is deleted', [vm({ runStrategy: 'Halted' }, going)], 'vm-start?'],
  ['one that runs', [vm(), instance('Running')], ON],
  [
    'one that is about to',
    [vm(), instance('Scheduling')],
    'vm-stop vm-force-stop vm-restart? vm-soft-reboot? vm-reset? vm-pause? vm-migrate?',
  ],
  [
    'one that runs once',
    [vm({ runStrategy: 'Once' }), instance('Running')],
    ON.replace('vm-restart', 'vm-restart?'),
  ],
  [
    'one that is paused',
    [vm(), instance('Running', conditions(['Paused', 'True']))],
    'vm-stop vm-force-stop vm-restart vm-soft-reboot? vm-reset vm-unpause vm-migrate',
  ],
  [
    'a guest that nothing can ask',
    [vm(), instance('Running', {}, NO_ACPI)],
    ON.replace('vm-soft-reboot', 'vm-soft-reboot?'),
  ],
  [
    'one with an agent',
    [
      vm(),
      instance('Running', conditions(['AgentConnected', 'True']), NO_ACPI),
    ],
    ON,
  ],
  [
    'one that is tied to its node',
    [
      vm(),
      instance(
        'Running',
        conditions(['LiveMigratable', 'False', 'its disk is not shared']),
      ),
    ],
    ON.replace('vm-migrate', 'vm-migrate?'),
  ],
  [
    'one that is on its way',
    [vm(), instance('Running', { migrationState: { migrationUid: 'm' } })],
    ON.replace('vm-migrate', 'vm-migrate?'),
  ],
  [
    'a Deployment',
    [deployment()],
    'workload-scale workload-restart deployment-pause',
  ],
  [
    'one that is held',
    [deployment({ paused: true })],
    'workload-scale workload-restart? deployment-resume',
  ],
  [
    'one that is deleted',
    [deployment({}, going)],
    'workload-scale? workload-restart? deployment-pause?',
  ],
  [
    'one that is scaled by an autoscaler',
    [
      deployment(),
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: place('hpa'),
        spec: {
          scaleTargetRef: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'web',
          },
        },
      },
    ],
    'workload-scale workload-restart deployment-pause',
  ],
  ['a CronJob', [cronJob({})], 'cronjob-run cronjob-suspend'],
  [
    'one that rests',
    [cronJob({ suspend: true })],
    'cronjob-run cronjob-resume',
  ],
  [
    'one whose move can still be called off',
    [vm(), instance('Running'), migration('Running')],
    `${ON} vm-cancel-migration`,
  ],
  [
    'one whose move is over',
    [vm(), instance('Running'), migration('Succeeded')],
    ON,
  ],
];

const CHANGES: ReadonlyArray<[string, readonly PlainObject[], string]> = [
  [
    'a VM',
    [vm()],
    'vm-run-strategy vm-resize vm-disk-add? vm-expose vm-snapshot vm-clone vm-delete',
  ],
  [
    'a VM that is deleted',
    [vm({}, going)],
    'vm-run-strategy? vm-resize? vm-disk-add? vm-expose? vm-snapshot? vm-clone? vm-delete?',
  ],
  [
    'a VM that waits for another',
    [vm({ runStrategy: 'WaitAsReceiver' })],
    'vm-run-strategy? vm-resize vm-disk-add? vm-expose vm-snapshot vm-clone vm-delete',
  ],
  [
    'a VM beside a disk that nothing uses, and one with its own networks',
    [vm(NETWORKS), claim('Bound'), definition],
    'vm-run-strategy vm-resize vm-disk-add vm-disk-remove vm-nic-add vm-nic-remove vm-expose vm-snapshot vm-clone vm-delete',
  ],
  [
    'a VM with a CD-ROM in its drive',
    [vm(drive([{ name: 'cd', dataVolume: { name: 'iso' } }]))],
    'vm-run-strategy vm-resize vm-disk-add? vm-media-eject vm-expose vm-snapshot vm-clone vm-delete',
  ],
  [
    'one whose drive is empty, and nothing to put in',
    [vm(drive([]))],
    'vm-run-strategy vm-resize vm-disk-add? vm-media-insert? vm-expose vm-snapshot vm-clone vm-delete',
  ],
  [
    'one whose drive is empty',
    [vm(drive([])), claim('Bound')],
    'vm-run-strategy vm-resize vm-disk-add vm-media-insert vm-expose vm-snapshot vm-clone vm-delete',
  ],
  [
    'one whose interfaces are not written',
    [vm(), definition],
    'vm-run-strategy vm-resize vm-disk-add? vm-nic-add? vm-expose vm-snapshot vm-clone vm-delete',
  ],
  [
    'a VM of an instance type',
    [vm({ instancetype: { name: 'small' } }), type('small'), type('large')],
    'vm-run-strategy vm-instance-type vm-disk-add? vm-expose vm-snapshot vm-clone vm-delete',
  ],
  [
    'one of the only type',
    [vm({ instancetype: { name: 'small' } }), type('small')],
    'vm-run-strategy vm-instance-type? vm-disk-add? vm-expose vm-snapshot vm-clone vm-delete',
  ],
  [
    'a VM that is off, and its snapshot',
    [vm(), snapshot(true)],
    'vm-run-strategy vm-resize vm-disk-add? vm-expose vm-snapshot vm-restore vm-snapshot-delete vm-clone vm-delete',
  ],
  [
    'one whose snapshot is being taken',
    [vm(), snapshot(false)],
    'vm-run-strategy vm-resize vm-disk-add? vm-expose vm-snapshot vm-restore? vm-snapshot-delete vm-clone vm-delete',
  ],
  [
    'one that runs',
    [vm(), snapshot(true), instance('Running')],
    'vm-run-strategy vm-resize vm-disk-add? vm-expose vm-snapshot vm-restore? vm-snapshot-delete vm-clone vm-delete',
  ],
  [
    'one of whose name another kind was snapshot',
    [vm(), snapshot(true, 'Other')],
    'vm-run-strategy vm-resize vm-disk-add? vm-expose vm-snapshot vm-clone vm-delete',
  ],
  [
    'one with a disk of its own',
    [vm(), disk],
    'vm-run-strategy vm-resize vm-disk-add? vm-expose vm-snapshot vm-clone vm-delete-alone vm-delete',
  ],
  [
    'one that runs with it',
    [vm(), disk, instance('Running')],
    'vm-run-strategy vm-resize vm-disk-add? vm-expose vm-snapshot vm-clone vm-delete-alone? vm-delete',
  ],
  [
    'one whose last run is still there',
    [vm(), disk, instance('Succeeded')],
    'vm-run-strategy vm-resize vm-disk-add? vm-expose vm-snapshot vm-clone vm-delete-alone? vm-delete',
  ],
  [
    'a Deployment of one revision',
    [deployment({}, revised), replicaSet(1)],
    'deployment-undo?',
  ],
  [
    'one of two',
    [deployment({}, revised), replicaSet(1), replicaSet(2)],
    'deployment-undo',
  ],
  [
    'one that is held',
    [deployment({ paused: true }), replicaSet(1), replicaSet(2)],
    'deployment-undo?',
  ],
  [
    'a claim of a class that grows',
    [
      claim('Bound'),
      storageClass({ provisioner: 'a', allowVolumeExpansion: true }),
    ],
    'claim-grow',
  ],
  [
    'one that does not',
    [claim('Bound'), storageClass({ provisioner: 'a' })],
    'claim-grow?',
  ],
  [
    'one of which the name alone is known',
    [claim('Bound'), storageClass({})],
    'claim-grow',
  ],
  ['one of which nothing is known', [claim('Bound')], 'claim-grow'],
  ['one without a volume', [claim('Pending')], 'claim-grow?'],
  ['a certificate', [certificate(['Ready', 'True'])], 'certificate-renew'],
  [
    'one that is being issued',
    [certificate(['Issuing', 'True'])],
    'certificate-renew?',
  ],
];

describe('what is offered', () => {
  it.each(CASES)('of %s', (_, objects, expected) => {
    expect(offered(objects, ['power'])).toBe(expected);
  });

  it.each(CHANGES)('beside its power of %s', (_, objects, expected) => {
    expect(offered(objects, ['change', 'destroy'])).toBe(expected);
  });

  it('tells why not in a sentence', () => {
    for (const [, objects] of [...CASES, ...CHANGES]) {
      const store = createStoreFromObjects('onprem', objects);
      for (const object of store.list({
        group: groupOf(objects[0].apiVersion),
        kind: objects[0].kind,
      })) {
        for (const { offer } of offersFor(
          acts,
          object,
          store,
          () => POSSIBLE,
        )) {
          expect(offer.possible ? 'A.' : offer.why).toMatch(/^[A-Z].*[.d]$/);
        }
      }
    }
  });

  it('is not possible to who may not, whatever the object is', () => {
    const store = createStoreFromObjects('onprem', [deployment()]);
    const [object] = store.list({ group: 'apps', kind: 'Deployment' });
    const offers = offersFor(acts, object, store, right =>
      not(`You lack ${right}.`),
    );
    expect(offers.map(({ offer }) => offer)).toEqual(
      offers.map(({ act }) => not(`You lack ${act.right}.`)),
    );
  });

  it('stands on what it goes by, and on no status beside', () => {
    const basisFor = (id: string, objects: readonly PlainObject[]) => {
      const store = createStoreFromObjects('onprem', objects);
      const [object] = store.list({
        group: 'kubevirt.io',
        kind: 'VirtualMachine',
      });
      return basisOf(acts.find(act => act.id === id)!, object, store);
    };
    const running = basisFor('vm-stop', [vm(), instance('Running')]);
    const ready = conditions(['Ready', 'True']);
    expect(
      basisFor('vm-stop', [
        { ...vm({}, { labels: { a: 'b' } }), status: ready },
        instance('Running', ready),
      ]),
    ).toBe(running);
    for (const others of [
      [],
      [instance('Running', conditions(['Paused', 'True']))],
    ]) {
      expect(basisFor('vm-stop', [vm(), ...others])).not.toBe(running);
    }
    expect(basisFor('vm-force-stop', [vm(), instance('Running')])).not.toBe(
      running,
    );
  });
});

describe('the registry', () => {
  it('has one record an id, with words, rights and a schema that forms can read', () => {
    const ids = acts.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const act of acts) {
      expect(act.needs.length).toBeGreaterThan(0);
      expect(act.words.will).toContain('{{name}}');
      expect(schemaOf(act)?.type).toBe(act.input && 'object');
    }
  });
});
