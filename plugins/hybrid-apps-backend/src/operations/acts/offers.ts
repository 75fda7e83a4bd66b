import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ClusterStore, KubeObject } from '../../clusters';
import { groupOf } from '../../objects';
import { Act, ActRight, Offer } from './types';

/** An act as it is offered for one object. */
export interface Offered {
  act: Act;
  offer: Offer;
}

const typeOf = ({ apiVersion, kind }: KubeObject) =>
  `${groupOf(apiVersion)}/${kind}`;

/**
 * What can be done to an object as it is now, and what not, with the reason.
 *
 * @param mayDo - what the caller may do to it; what not is offered with that as the reason
 */
export function offersFor(
  acts: readonly Act[],
  object: KubeObject,
  store: ClusterStore,
  mayDo: (right: ActRight) => Offer,
): Offered[] {
  const type = typeOf(object);
  return acts
    .filter(({ kinds }) => kinds.includes(type))
    .flatMap(act => {
      const offer = act.offer(object, store);
      if (!offer) {
        return [];
      }
      const allowed = mayDo(act.right);
      return { act, offer: allowed.possible ? offer : allowed };
    });
}

/** What an act was offered on, in short; another where `offer` or `steps` may say something else. */
export const basisOf = (
  act: Act,
  object: KubeObject,
  store: ClusterStore,
): string =>
  createHash('sha256')
    .update(JSON.stringify([act.id, act.basis(object, store)]))
    .digest('base64url')
    .slice(0, 22);

/** The JSON Schema of what an act takes, for forms. */
export const schemaOf = ({ input }: Act): Record<string, unknown> | undefined =>
  input && { ...z.toJSONSchema(input) };
