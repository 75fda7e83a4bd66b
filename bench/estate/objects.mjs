/**
 * The objects of an estate: many teams' namespaces, each with workloads as real
 * clusters have them, and two apps of known sizes. Pure, and the same each time.
 */
import { deployment, metadataOf, NODES, virtualMachine } from './workloads.mjs';

/** The app that is looked at, and one of twice its size. */
export const APP = 'shop';
export const TWICE_APP = 'shop-twice';
export const OWNER = 'group:default/estate';
export const CLUSTER = 'estate';

/** How many objects a workload comes with: itself, what it made, and what is written beside it. */
const PER_DEPLOYMENT = 9;
const PER_VM = 6;
/** A container app has this many containers for each VM. */
const DEPLOYMENTS_PER_VM = 6;

export const APP_SIZE = DEPLOYMENTS_PER_VM * PER_DEPLOYMENT + PER_VM;

/**
 * The workloads of one app in one namespace: of seven, the last is a VM; each
 * calls the next or, of each `every`, the one of its name in another namespace.
 */
function workloads(namespace, app, count, firstNumber, { every, other } = {}) {
  const nameOf = index => {
    const at = (index + count) % count;
    const isVm = at % (DEPLOYMENTS_PER_VM + 1) === DEPLOYMENTS_PER_VM;
    return { name: isVm ? `db-${at}` : `part-${at}`, isVm };
  };
  return Array.from({ length: count }, (_, index) => {
    const { name, isVm } = nameOf(index);
    const about = {
      calls:
        every && index % every === 0
          ? `${name}.${other}`
          : nameOf(index + 1).name,
      from: nameOf(index - 1).name,
      number: firstNumber + index,
    };
    return isVm
      ? virtualMachine(namespace, app, name, about)
      : deployment(namespace, app, name, about);
  });
}

/** Over so many namespaces is a large app spread. */
const LARGE_APP_NAMESPACES = 4;
/** Of so many workloads, one calls another namespace. */
const CALLS_OVER = 10;
/** Of so many Deployments, one has a Pod that is not ready. */
const UNWELL = 40;

const unwell = ([deployment, ...rest]) => [
  {
    ...deployment,
    status: { ...deployment.status, readyReplicas: 2, availableReplicas: 2 },
  },
  ...rest,
];

/** The objects of an app of so many workloads alone. */
export function largeAppObjects(app, count) {
  const nameOf = index => `${app}-${(index % LARGE_APP_NAMESPACES) + 1}`;
  return Array.from({ length: LARGE_APP_NAMESPACES }, (_, index) => {
    const part =
      Math.floor(((index + 1) * count) / LARGE_APP_NAMESPACES) -
      Math.floor((index * count) / LARGE_APP_NAMESPACES);
    return workloads(nameOf(index), app, part, index * part, {
      every: CALLS_OVER,
      other: nameOf(index + 1),
    }).map((objects, at) => (at % UNWELL === 1 ? unwell(objects) : objects));
  }).flat(2);
}

const namespaceOf = (name, app) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: {
      'kubernetes.io/metadata.name': name,
      'app.kubernetes.io/part-of': app,
    },
    annotations: { 'backstage.io/owner': OWNER },
  },
});

const nodeOf = index => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: `node-${index}`, labels: { 'kubernetes.io/os': 'linux' } },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
});

/** The `System` of an app, as a catalog has it; both plugins read its objects by it. */
export const entityOf = app => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: {
    name: app,
    annotations: {
      'backstage.io/kubernetes-namespace': app,
      'backstage.io/kubernetes-label-selector': `app.kubernetes.io/part-of=${app}`,
    },
  },
  spec: { owner: OWNER },
});

const teamsOf = namespaces =>
  Array.from(
    { length: namespaces },
    (_, index) => `team-${String(index).padStart(3, '0')}`,
  );

/** The component of a team's app, as catalogs have them beside the `System`. */
const componentOf = app => ({
  ...entityOf(app),
  kind: 'Component',
  metadata: { ...entityOf(app).metadata, name: `${app}-web` },
  spec: { owner: OWNER, type: 'service', lifecycle: 'production', system: app },
});

/** As many in an estate of any size, so that what is kept of them is no part of what an object costs. */
const TEAMS_IN_CATALOG = 20;

/** What the catalog has: both apps, and those of some teams with a component each. */
export const entitiesOf = () => [
  ...[APP, TWICE_APP].map(entityOf),
  ...teamsOf(TEAMS_IN_CATALOG).flatMap(team => [
    entityOf(team),
    componentOf(team),
  ]),
];

/**
 * An estate of exactly so many objects.
 *
 * @param {object} options
 * @param {number} options.objects - with Nodes and Namespaces, and both apps
 * @param {number} options.namespaces - beside those of the two apps
 * @returns {object[]}
 */
export function estateObjects({ objects, namespaces }) {
  const names = teamsOf(namespaces);
  const estate = [
    ...Array.from({ length: NODES }, (_, index) => nodeOf(index)),
    ...[APP, TWICE_APP, ...names].map(name => namespaceOf(name, name)),
    ...workloads(APP, APP, 7, 0).flat(),
    ...workloads(TWICE_APP, TWICE_APP, 14, 7).flat(),
  ];
  const left = objects - estate.length;
  if (left < 0) {
    throw new Error(
      `An estate of ${namespaces} namespaces has at least ${estate.length} objects, and ${objects} were asked for`,
    );
  }
  // Each namespace gets whole workloads; what is left over are ConfigMaps.
  const perNamespace = Math.ceil(left / namespaces / PER_VM);
  const teams = names.map((name, index) =>
    workloads(name, name, perNamespace, 21 + index * perNamespace),
  );
  for (let round = 0; round < perNamespace; round++) {
    for (const team of teams) {
      if (estate.length + team[round].length <= objects) {
        estate.push(...team[round]);
      }
    }
  }
  for (let index = 0; estate.length < objects; index++) {
    const namespace = names[index % names.length];
    estate.push({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadataOf(namespace, 'ConfigMap', `settings-${index}`, {}),
      data: { LOG_LEVEL: 'info' },
    });
  }
  return estate;
}
