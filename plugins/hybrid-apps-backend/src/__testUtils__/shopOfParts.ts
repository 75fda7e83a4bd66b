import { Entity } from '@backstage/catalog-model';
import { Sight } from '../namespaces';

/** An entity that names objects by their labels. */
export const part = (name: string, selector: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: { 'backstage.io/kubernetes-label-selector': selector },
  },
});
/** An app of the clusters that `everyWord` makes. */
export const shop = {
  entity: {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name: 'shop' },
  },
  parts: [part('front', 'tier=front'), part('a', 'app=a')],
};

/** One who sees one of the two namespaces of these clusters. */
export const seesX: Sight = {
  sees: (_, namespace) => namespace === 'x',
  readsClusters: false,
};
