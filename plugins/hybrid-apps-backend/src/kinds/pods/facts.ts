import {
  at,
  declaredPorts,
  list,
  number,
  podTemplateOf,
  text,
} from '../../objects';
import { podsOf } from '../parts';
import { zoneOfNode } from '../platform';
import { present, resourcesOf, unique } from '../presentFacts';
import { FactsRule } from '../types';
import { requestsOf } from './requests';

/** Of whatever Pods come of: how many of them, what they run and where. */
export const containerFacts: FactsRule = (object, world) => {
  const spec = podTemplateOf(object)?.spec;
  const pods = podsOf(object, world);
  const desired =
    object.kind === 'DaemonSet'
      ? number(at(object, 'status', 'desiredNumberScheduled'))
      : number(at(object, 'spec', 'replicas'));
  const ready =
    number(
      at(
        object,
        'status',
        object.kind === 'DaemonSet' ? 'numberReady' : 'readyReplicas',
      ),
    ) ?? 0;
  const restarts = pods
    .flatMap(pod => list(at(pod, 'status', 'containerStatuses')))
    .reduce<number>(
      (sum, status) => sum + (number(at(status, 'restartCount')) ?? 0),
      0,
    );
  const node =
    pods.length === 1 ? text(at(pods[0], 'spec', 'nodeName')) : undefined;
  return present({
    replicas: desired === undefined ? undefined : { ready, desired },
    resources: resourcesOf(object, requestsOf(spec)),
    images: unique(
      list(at(spec, 'containers')).flatMap(
        container => text(at(container, 'image')) ?? [],
      ),
    ),
    ports: declaredPorts(object),
    addresses: pods
      .flatMap(pod => text(at(pod, 'status', 'podIP')) ?? [])
      .sort(),
    node,
    zone: zoneOfNode(node, world),
    restarts: restarts > 0 ? restarts : undefined,
  });
};
