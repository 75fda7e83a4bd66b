import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { drawOn } from '../__testUtils__/drawn';
import { resolveApp } from '../apps';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { at } from '../objects';
import { objectDetails } from '../router/objectDetails';

const plain = z.custom<PlainObject>(
  value =>
    z.looseObject({ apiVersion: z.string(), kind: z.string() }).safeParse(value)
      .success,
);
const objectsIn = (file: string) =>
  parseAllDocuments(readFileSync(file, 'utf8'), { merge: true }).map(document =>
    plain.parse(document.toJS()),
  );

const FIXTURES = join(__dirname, '__fixtures__');
const ERP = join(__dirname, '../../../../examples/erp/onprem');

const app = {
  entity: {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name: 'erp' },
  },
  parts: [],
};

/**
 * What is promised to be told, but for what comes of metrics and of the guest's
 * own agent; a row for each stands with what reads these.
 */
const PROMISED = [
  'Gateway as a hop',
  'OpenShift Route',
  'DeploymentConfig',
  'Argo Rollout',
  'HPA with its metrics',
  'PDB with what it would allow now',
  'ServiceAccount and the rights that it has',
  'PV: type',
  'PV: access modes',
  'PV: node',
  'StorageClass',
  'VirtualMachinePool',
  'VMIReplicaSet',
  'instance type',
  'preference',
  'migrations',
  'snapshots',
  'LoadBalancer addresses',
  "operators' custom resources",
  'ExternalName to outside',
  'EndpointSlices to outside',
  'containers with images',
  'init containers',
  'ports',
  'two on one port',
  'hostPort',
  'probes: what each asks',
  'probes: how it stands',
  'probes: which lack',
  'requests',
  'limits',
  'volumes: mount path',
  'volumes: access',
  'volumes: read-only',
  'Secrets by key names',
  'ConfigMaps by key names',
  'restarts',
  'reason of the last restart',
  'StatefulSet: ordinals',
  'StatefulSet: order',
  'StatefulSet: DNS names',
  'primary and replicas',
  'roll-out history',
  'VM: firmware',
  'VM: machine type',
  'VM: CPU model',
  'VM: CPU features',
  'VM: devices',
  'NICs: binding',
  'NICs: MAC',
  'NICs: network',
  'NICs: coverage',
  'disks: bus',
  'disks: class',
  'disks: size',
  'boot order',
  'access credentials by name',
] as const;

/** Told by what reads metrics, and the guest's own agent: a row here for each, once that is told. */
const PROMISED_ELSEWHERE = [
  'use beside requests and limits',
  "guest's file systems",
] as const;

function answers() {
  const store = createStoreFromObjects('onprem', [
    ...readdirSync(ERP).flatMap(file => objectsIn(join(ERP, file))),
    ...objectsIn(join(FIXTURES, 'promised.yaml')),
  ]);
  const members = resolveApp(app, [store]);
  const topology = { ...drawOn([store], app), revision: '' };
  const details = (id: string) =>
    objectDetails(
      { stores: [store], readsClusters: true },
      { objects: members.members, topology },
      id,
    );
  return { members, topology, details };
}

const row = z.union([
  z.strictObject({ promise: z.string(), edge: z.string() }),
  z.strictObject({
    promise: z.string(),
    /** A node in the namespace of the app, without cluster and namespace. */
    of: z.string(),
    /** Where in the facts of the node. */
    node: z.string(),
    is: z.unknown(),
  }),
  z.strictObject({
    promise: z.string(),
    of: z.string(),
    /** Where in what is told of its inside. */
    inside: z.string(),
    is: z.unknown(),
  }),
]);
type Row = z.infer<typeof row>;
const ROWS = z
  .array(row)
  .parse(parse(readFileSync(join(FIXTURES, 'promisedRows.yaml'), 'utf8')));

const partOf = (answer: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (part, step) =>
        Array.isArray(part) ? part[Number(step)] : at(part, step),
      answer,
    );

describe('what is promised to be told', () => {
  let told: ReturnType<typeof answers>;
  beforeAll(() => {
    told = answers();
  });

  function edges(): string[] {
    const names = new Map(
      told.topology.nodes.map(({ id, kind, name }) => [
        id,
        name === 'Internet' ? name : `${kind} ${name}`,
      ]),
    );
    return told.topology.edges.map(({ source, relation, target }) =>
      [names.get(source), relation, names.get(target)].join(' '),
    );
  }

  /** What the answer has where a row says so. */
  function answered(one: Row): unknown {
    if ('edge' in one) {
      return edges().find(edge => edge === one.edge);
    }
    const id = `onprem/erp/${one.of}`;
    return 'node' in one
      ? partOf(
          told.topology.nodes.find(node => node.id === id)?.facts,
          one.node,
        )
      : partOf(told.details(id)?.inside, one.inside);
  }

  it.each(
    ROWS.map(one => {
      const { promise, ...where } = one;
      return [promise, JSON.stringify(where), one] as const;
    }),
  )('%s: %s', (_, __, one) => {
    expect(answered(one)).toEqual('edge' in one ? one.edge : one.is);
  });

  it('has a row for each promise, but for those that are told elsewhere', () => {
    const rows = new Set(ROWS.map(({ promise }) => promise));
    expect(PROMISED.filter(promise => !rows.has(promise))).toEqual([]);
    expect(PROMISED_ELSEWHERE.filter(promise => rows.has(promise))).toEqual([]);
  });

  it('never has a value of a Secret or a variable', () => {
    expect(
      JSON.stringify([
        told.topology,
        ...told.members.members.map(({ id }) => told.details(id)),
      ]),
    ).not.toContain('s3cret');
  });
});
