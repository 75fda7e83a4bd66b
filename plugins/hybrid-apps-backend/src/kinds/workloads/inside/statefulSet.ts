import {
  Finding,
  ObjectInside,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../../../clusters';
import { at, number, objectField, text } from '../../../objects';
import { unknownTo } from '../../known';
import { podsOf } from '../../parts';
import { present } from '../../presentFacts';
import { instancesOf, Wanted } from '../../pods';
import { World } from '../../types';

/** More Pods than this nobody asks for, unless somebody wrote it so. */
const MOST_ORDINALS = 1_000;

const SERVICES = { group: '', resource: 'services' };

/** The Service that gives the Pods of a StatefulSet their names. */
function governing(set: KubeObject, world: World) {
  const name = text(at(set, 'spec', 'serviceName'));
  const { namespace } = set.metadata;
  const service =
    name === undefined
      ? undefined
      : world.get({ group: '', kind: 'Service', namespace, name });
  return { name, service };
}

/**
 * Names of the Pods by their numbers. Source: k8s.io/api/apps/v1,
 * StatefulSetSpec.Replicas and StatefulSetOrdinals.Start (KEP-3335); Kubernetes,
 * concepts, StatefulSets, Stable Network ID.
 */
function wantedOf(set: KubeObject, world: World): Wanted[] {
  const { name, namespace } = set.metadata;
  const first = number(at(set, 'spec', 'ordinals', 'start')) ?? 0;
  const replicas = Math.min(
    number(at(set, 'spec', 'replicas')) ?? 1,
    MOST_ORDINALS,
  );
  const pods = new Map(podsOf(set, world).map(pod => [pod.metadata.name, pod]));
  const { name: serviceName, service } = governing(set, world);
  // Only a headless Service gives each Pod a name.
  const hasNames =
    serviceName !== undefined &&
    (service === undefined
      ? unknownTo(set, world, SERVICES).length > 0
      : at(service, 'spec', 'clusterIP') === 'None');
  const ordinals = new Set([
    ...Array.from({ length: replicas }, (_, index) => first + index),
    // Those that are to go are there as yet.
    ...[...pods.keys()].flatMap(pod => {
      const [, base, ordinal] = /^(.+)-(\d{1,9})$/.exec(pod) ?? [];
      return base === name ? [Number(ordinal)] : [];
    }),
  ]);
  return [...ordinals]
    .sort((a, b) => a - b)
    .map(ordinal => {
      const pod = `${name}-${ordinal}`;
      return {
        name: pod,
        ordinal,
        ...(hasNames && { dnsName: `${pod}.${serviceName}.${namespace}.svc` }),
        pod: pods.get(pod),
      };
    });
}

/**
 * A StatefulSet whose Pods have no names by DNS, though it says by whom.
 * Source: Kubernetes, concepts, StatefulSets, Limitations: a headless Service
 * has to be there for the network identity of the Pods.
 */
function nameFindings(set: KubeObject, world: World): Finding[] {
  const { name, service } = governing(set, world);
  const isHeadless = at(service, 'spec', 'clusterIP') === 'None';
  if (
    name === undefined ||
    isHeadless ||
    (!service && unknownTo(set, world, SERVICES).length > 0)
  ) {
    return [];
  }
  const { name: own, namespace } = set.metadata;
  return [
    {
      code: 'no-governing-service',
      severity: 'warning',
      title: `Pods of ${own} have no names of their own`,
      message: service
        ? `StatefulSet ${own} has its Pods named by Service ${name}, which is not headless, so that there is no name for each of them.`
        : `StatefulSet ${own} has its Pods named by Service ${name}, which does not exist in namespace ${namespace}.`,
      fix: `Create the Service with clusterIP: None, which cannot be changed later, if the Pods are to find each other by name.`,
      objects: [objectField(world.name, set)],
      fieldPath: 'spec.serviceName',
    },
  ];
}

/** What a StatefulSet has beside what any workload has. */
export const ofStatefulSet = (
  set: KubeObject,
  world: World,
): Pick<ObjectInside, 'statefulSet' | 'instances' | 'findings'> => {
  const strategy = at(set, 'spec', 'updateStrategy');
  return {
    statefulSet: present({
      serviceName: text(at(set, 'spec', 'serviceName')),
      podManagementPolicy:
        text(at(set, 'spec', 'podManagementPolicy')) ?? 'OrderedReady',
      updateStrategy: text(at(strategy, 'type')) ?? 'RollingUpdate',
      partition:
        number(at(strategy, 'rollingUpdate', 'partition')) || undefined,
    }),
    instances: instancesOf(wantedOf(set, world)),
    findings: nameFindings(set, world),
  };
};
