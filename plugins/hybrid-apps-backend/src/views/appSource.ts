import { KUBERNETES_ANNOTATIONS } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { AppEntities, namedByAll } from '../catalog';
import { LiveStore } from '../clusters';

/** The clusters that an app may be on: those that its entities name, or all where one of them names none. */
export function storesOf(
  app: AppEntities,
  stores: readonly LiveStore[],
): readonly LiveStore[] {
  const named = namedByAll(app, KUBERNETES_ANNOTATIONS.cluster);
  return named ? stores.filter(({ name }) => named.includes(name)) : stores;
}

/** Names an app's entities, in the order that they come in. */
export const namesOf = ({ entity, parts }: AppEntities): string =>
  [entity, ...parts].map(one => stringifyEntityRef(one)).join(' ');

/** Equal for equal entities of an app. */
export const stateOf = (app: AppEntities): string =>
  JSON.stringify([
    namesOf(app),
    ...[app.entity, ...app.parts].map(({ metadata: { uid, etag } }) => [
      uid,
      etag,
    ]),
  ]);
