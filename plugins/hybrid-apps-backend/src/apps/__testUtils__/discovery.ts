import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, PlainObject } from '../../clusters';
import { createStoreFromObjects } from '../../kinds';
import { ownerByAnnotation } from '../../namespaces';
import { describeApp, labelledApps } from '../discoverApps';
import { DEFAULT_PLATFORM_NAMESPACES, platformOf } from '../platform';

export const store = (
  name: string,
  objects: readonly PlainObject[],
  knowledge?: KindKnowledge[],
) => createStoreFromObjects(name, objects, { knowledge });

export const namespace = (
  name: string,
  annotations: Record<string, string> = {},
): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, annotations },
});
export const deployment = (
  name: string,
  labels: Record<string, string>,
  place = 'shop',
  annotations: Record<string, string> = {},
): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: place, labels, annotations },
  spec: {
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [
          { name, env: [{ name: 'DB_URL', value: 'mongodb://db:27017' }] },
        ],
      },
    },
  },
});
export const db: PlainObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'db', namespace: 'shop' },
  spec: { selector: { app: 'db' }, ports: [{ port: 27017 }] },
};
export const partOfShop = { 'app.kubernetes.io/part-of': 'shop' };

export const OWNER = 'backstage.io/owner';
export const TITLE = 'hybrid-apps.io/title';
export const CATALOG_NAMESPACE = 'hybrid-apps.io/catalog-namespace';
export const A = 'group:default/team-a';
export const B = 'group:default/team-b';

export const discover = (
  stores: ClusterStore[],
  isPlatform = platformOf(DEFAULT_PLATFORM_NAMESPACES),
) => labelledApps(stores, isPlatform, ownerByAnnotation).apps.map(describeApp);
