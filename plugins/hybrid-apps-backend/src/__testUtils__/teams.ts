import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { hybridAppViewPermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  createHybridAppConditionalDecision,
  hybridAppConditions,
} from '../permissions';
import { inventory, inventorySystem } from './inventory';
import { deployment } from './judged';
import { Ask, startPortal } from './portal';

const ownedBy = (owner: string, entity: Entity): Entity => ({
  ...entity,
  relations: [{ type: 'ownedBy', targetRef: owner }],
});
const system = ownedBy('group:default/team-a', inventorySystem);
/** The Deployment `other` of the same namespace, which another team owns. */
const other = ownedBy('group:default/team-b', {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'other',
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-id': 'other' },
  },
  spec: { type: 'service', owner: 'group:default/team-b' },
});
/** Registered, and hidden from users by the catalog's own policy. */
const hidden = ownedBy('group:default/team-c', {
  ...inventorySystem,
  metadata: { name: 'hidden', namespace: 'default' },
});

const objects = [
  ...inventory.map(object =>
    object.kind === 'Deployment' && object.metadata.name === 'other'
      ? {
          ...object,
          metadata: {
            ...object.metadata,
            labels: { 'backstage.io/kubernetes-id': 'other' },
          },
        }
      : object,
  ),
  deployment('elsewhere', 'one'),
  deployment('elsewhere', 'two'),
];

export const APP = '/v1/apps/system/default/inventory';
export const WEB = 'onprem/inventory/apps/Deployment/web';
/** The Service of the inventory's database. */
export const SERVICE = 'onprem/inventory//Service/mongodb';
/** A peer of the inventory that stands for several. */
export const ELSEWHERE = 'onprem///Namespace/elsewhere';
/** A path of the API's document, as a route that the portal has an answer to. */
export const routeOf = (template: string): string =>
  template
    .replace('/v1/apps/{kind}/{namespace}/{name}', APP)
    .replace('{cluster}', 'onprem')
    .replace(/\/logs$/, `/logs?id=${encodeURIComponent(WEB)}`)
    .replace(/\/managers$/, `/managers?id=${encodeURIComponent(WEB)}`)
    .replace(/\/object$/, `/object?id=${encodeURIComponent(WEB)}`)
    .replace(/\/metrics$/, `/metrics?id=${encodeURIComponent(WEB)}`)
    .replace(/\/trace$/, `/trace?to=${encodeURIComponent(SERVICE)}`)
    .replace(/\/peers$/, `/peers?peer=${encodeURIComponent(ELSEWHERE)}`);
export const peer = (kind: string, name: string) => ({
  cluster: 'onprem',
  namespace: 'inventory',
  kind,
  name,
});
export const toMongodb = (source: object) => ({
  source,
  destination: peer('VirtualMachine', 'mongodb-vm'),
  port: 27017,
});
export const manifest = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'inventory' },
  data: { password: 's3cret-value' },
};
export const settings = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace: 'inventory',
  name: 'settings',
};

/** A policy that lets a team see its own apps alone; here it is the inventory's. */
export const forTeamA = createHybridAppConditionalDecision(
  hybridAppViewPermission,
  hybridAppConditions.isOwner({ claims: ['group:default/team-a'] }),
);

/** A portal with the apps of three teams, of which one is hidden from users by the catalog. */
export async function startTeamsPortal() {
  const portal = await startPortal({
    objects,
    entities: [system, other, hidden],
    maySee: ref => ref !== stringifyEntityRef(hidden),
  });
  return {
    ...portal,
    /** Asks a route, with its body where it has one. */
    call: ({ route, body }: { route: string; body?: object }, how?: Ask) =>
      body ? portal.post(route, body, how) : portal.get(route, how),
    /** What would change for the database without its policy. */
    previewWithoutPolicy: () =>
      portal.post(`${APP}/policy/preview`, {
        cluster: 'onprem',
        remove: [
          {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            namespace: 'inventory',
            name: 'mongodb',
          },
        ],
      }),
    /** Everything is allowed again, no call is remembered, and nothing is there that a test applied. */
    reset() {
      const applied = { ...settings, group: '' };
      if (portal.sandbox.store.get(applied)) {
        portal.sandbox.store.delete(applied);
      }
      for (const said of [portal.policy, portal.restrictions]) {
        Object.keys(said).forEach(name => delete said[name]);
      }
      jest.clearAllMocks();
    },
  };
}
