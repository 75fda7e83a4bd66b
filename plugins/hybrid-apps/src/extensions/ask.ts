import { toError } from '@backstage/errors';
import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  TopologyAct,
  TopologyBadge,
  TopologyBadgeRule,
  TopologyExtension,
  TopologyPanelTab,
} from './types';

/** All that other plugins add to the topology. */
export interface TopologyExtensions {
  panelTabs: readonly TopologyPanelTab[];
  acts: readonly TopologyAct[];
  badges: readonly TopologyBadgeRule[];
}

export const NO_EXTENSIONS: TopologyExtensions = {
  panelTabs: [],
  acts: [],
  badges: [],
};

/** An extension that threw, when it was asked about a node. */
export interface ExtensionFailure {
  id: string;
  error: Error;
}

/** A badge, and the id of the extension that it is of. */
export interface ShownBadge extends TopologyBadge {
  id: string;
}

/** The badges of each node that has some, by its id. */
export type BadgesByNode = ReadonlyMap<string, readonly ShownBadge[]>;

/** The answer, or undefined where there is none; an error is added to what failed. */
function ask<A>(
  { id }: TopologyExtension,
  question: () => A,
  failed: ExtensionFailure[],
): A | undefined {
  try {
    return question();
  } catch (error) {
    // One that fails for hundreds of nodes is told of once.
    if (!failed.some(failure => failure.id === id)) {
      failed.push({ id, error: toError(error) });
    }
    return undefined;
  }
}

/** The extensions that are for a node. One that throws is not, and is told of. */
export function extensionsFor<E extends TopologyExtension>(
  extensions: readonly E[],
  node: TopologyNode,
): { those: E[]; failed: ExtensionFailure[] } {
  const failed: ExtensionFailure[] = [];
  const those = extensions.filter(extension =>
    ask(extension, () => extension.isFor(node), failed),
  );
  return { those, failed };
}

/** The badges of all nodes. An extension that throws for a node gives it none, and is told of. */
export function badgesOf(
  rules: readonly TopologyBadgeRule[],
  nodes: readonly TopologyNode[],
): { badges: BadgesByNode; failed: ExtensionFailure[] } {
  const failed: ExtensionFailure[] = [];
  const badges = new Map<string, ShownBadge[]>();
  for (const node of nodes) {
    const shown = rules.flatMap(rule => {
      const badge = ask(
        rule,
        () => (rule.isFor(node) ? rule.badge(node) : undefined),
        failed,
      );
      return badge ? [{ ...badge, id: rule.id }] : [];
    });
    if (shown.length > 0) {
      badges.set(node.id, shown);
    }
  }
  return { badges, failed };
}
