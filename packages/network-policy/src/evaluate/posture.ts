import type { Direction } from '../policies/types';
import type { Endpoint, Peer } from '../endpoints/types';
import { PeerNotFoundError, resolvePeer } from './built';
import type { BuiltModel } from './built';
import type {
  DirectionPosture,
  EndpointPosture,
  PeerInput,
  PolicyUse,
} from './types';

function directionPosture(
  model: BuiltModel,
  endpoints: readonly Endpoint[],
  direction: Direction,
): DirectionPosture {
  const tracks = new Set(
    endpoints.flatMap(each => {
      const found = model.classes.of.get(each);
      return found ? [model.tracks[direction][found.id]] : [];
    }),
  );
  const policies = new Map<number, PolicyUse>();
  for (const track of tracks) {
    for (const tier of track.tiers) {
      for (const each of tier.groups.flat()) {
        policies.set(each.id, {
          tier: each.tierTitle,
          policy: each.policy.reference,
        });
      }
    }
  }
  // One pod that is open makes its workload open.
  const isolated = [...tracks].every(track => track.isolated);
  return {
    posture: isolated && tracks.size > 0 ? 'isolated' : 'open',
    policies: [...policies.values()],
  };
}

function postureOf(
  model: BuiltModel,
  peer: Peer,
  endpoints: readonly Endpoint[],
): EndpointPosture {
  return {
    peer,
    hostNetwork: endpoints.every(each => each.hostNetwork),
    ingress: directionPosture(model, endpoints, 'ingress'),
    egress: directionPosture(model, endpoints, 'egress'),
  };
}

/** The posture of these workloads, in their order: of all unless told, sorted by namespace, name and kind. */
export function postures(
  model: BuiltModel,
  workloads = model.directory.workloads,
): EndpointPosture[] {
  return workloads.map(({ peer, endpoints }) =>
    postureOf(model, peer, endpoints),
  );
}

/** @throws PeerNotFoundError when the input has no such workload or Pod. */
export function posture(model: BuiltModel, input: PeerInput): EndpointPosture {
  const resolved = resolvePeer(input, model.directory);
  if (resolved.type !== 'endpoints') {
    throw new PeerNotFoundError('a posture is that of a workload or a Pod');
  }
  return postureOf(model, resolved.peer, resolved.endpoints);
}
