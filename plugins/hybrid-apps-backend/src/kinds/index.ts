/**
 * All that the portal knows of a kind, a folder a kind or close family: what
 * it is to a person, how well it is, what is worth telling of it. Pure.
 */
import { toError } from '@backstage/errors';
import { NodeFacts } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import { groupOf, kindKey, podTemplateOf } from '../objects';
import { certificates } from './certificates';
import { configuration } from './configuration';
import { generic } from './generic';
import { jobs } from './jobs';
import { platform } from './platform';
import { migrations } from './migrations';
import { containerFacts, pods } from './pods';
import { policies } from './policies';
import { routes } from './routes';
import { scaling } from './scaling';
import { services } from './services';
import { snapshots } from './snapshots';
import { storage } from './storage';
import { Health, Kind, Overlay, World } from './types';
import { virtualMachines } from './virtualMachines';
import { workloads } from './workloads';

export { endOfJob, hasEnded } from './jobs';
export { endpointSlicesOf } from './services';
export type { Health, World } from './types';

const KINDS: readonly Kind[] = [
  ...certificates,
  ...configuration,
  ...jobs,
  ...platform,
  ...migrations,
  ...pods,
  ...policies,
  ...routes,
  ...scaling,
  ...services,
  ...snapshots,
  ...storage,
  ...virtualMachines,
  ...workloads,
];

const BY_KEY = new Map(
  KINDS.flatMap(kind =>
    kind.groups.map((group): [string, Kind] => [`${group}/${kind.kind}`, kind]),
  ),
);

type Named = Pick<KubeObject, 'apiVersion' | 'kind'>;

const kindOf = (object: Named): Kind | undefined => BY_KEY.get(kindKey(object));

/** How well an object is, and by whose rule. */
export type SourcedHealth = Health & { source: string };

/**
 * How well an object is, by the one rule of its kind, or else by what any kind
 * may tell. A rule that fails costs no more than what it would have said.
 */
export function healthOf(object: KubeObject, world: World): SourcedHealth {
  const { judge, source } = kindOf(object)?.health ?? generic;
  try {
    return { ...judge(object, world), source };
  } catch (error) {
    return {
      state: 'unknown',
      reason: 'RuleFailed',
      message: `The rule for ${object.kind} failed on it: ${
        toError(error).message
      }`,
      source,
    };
  }
}

/** What a person wants to know of an object at one glance. */
export function factsOf(
  object: KubeObject,
  world: World,
  overlay: Overlay,
): NodeFacts {
  const facts =
    kindOf(object)?.facts ??
    (podTemplateOf(object) ? containerFacts : undefined);
  return facts?.(object, world, overlay) ?? {};
}

/** Whether an object is meant to run, by its spec alone; undefined where that does not say. */
export const wantedOf = (object: KubeObject): 'on' | 'off' | undefined =>
  kindOf(object)?.wanted?.(object);

/** Whether and where an object is drawn that something else owns. */
export const drawnOf = (object: Named): Kind['drawn'] => kindOf(object)?.drawn;

/** What a kind that the table does not have is to a person, by its group and name. */
function guessCategory({ apiVersion, kind }: Named): Kind['category'] {
  const group = groupOf(apiVersion);
  if (/Polic(y|yV\d)$/.test(kind) || group.endsWith('projectcalico.org')) {
    return 'policy';
  }
  if (group === 'apps' || group === 'batch') {
    return 'container';
  }
  if (
    kind === 'NetworkAttachmentDefinition' ||
    group === 'networking.k8s.io' ||
    group === 'gateway.networking.k8s.io'
  ) {
    return 'network';
  }
  return group === 'cdi.kubevirt.io' ? 'storage' : 'config';
}

/** What an object is to a person who looks at an app. */
export const categoryOf = (object: Named): Kind['category'] =>
  kindOf(object)?.category ?? guessCategory(object);
