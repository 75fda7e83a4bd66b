import { Entity } from '@backstage/catalog-model';
import { resolveApp } from '../apps';
import { ClusterStore, PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { createClusterPolicies } from '../policy/clusterPolicy';
import { overlayIn, policyOverlay } from '../policy/overlay';
import { structureSteps, withPolicy } from '../topology';
import { atOnce } from '../unhurried';

/** An app as its page draws it, without a revision. */
export function drawOn(
  stores: readonly ClusterStore[],
  app: { entity: Entity; parts: readonly Entity[] },
) {
  const members = resolveApp(app, stores);
  const structure = atOnce(structureSteps(members, stores));
  const overlay = policyOverlay(
    members,
    structure,
    stores,
    createClusterPolicies(),
  );
  return withPolicy(structure, overlayIn(stores, overlay), stores);
}

/** The same, of objects on a cluster `onprem`. */
export const draw = (
  entity: Entity,
  objects: readonly PlainObject[],
  parts: readonly Entity[] = [],
) => drawOn([createStoreFromObjects('onprem', objects)], { entity, parts });
