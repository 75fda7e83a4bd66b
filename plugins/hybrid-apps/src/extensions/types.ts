import { AppNode } from '@backstage/frontend-plugin-api';
import { FilterPredicate } from '@backstage/filter-predicates';
import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ReactElement } from 'react';

/**
 * Which nodes of the topology something is for: a predicate over the node's
 * fields, like `{ category: 'vm' }`, or a function.
 *
 * @public
 */
export type TopologyNodeFilter =
  | FilterPredicate
  | ((node: TopologyNode) => boolean);

/**
 * The node that a tab or an act is about, and the app that it is part of.
 *
 * @public
 */
export interface TopologyTarget {
  /** The node as the API has it; with each update of the page another object. */
  readonly node: TopologyNode;
  /** The app's entity, like `system:default/inventory`. */
  readonly entityRef: string;
}

/**
 * What an act is like for one node, and now. Either it leads somewhere
 * (`href`), or it does something (`onSelect`).
 *
 * @public
 */
export type TopologyActProps = {
  /** What it does, in a verb and what else it takes. */
  readonly label: string;
  /** Stands before the label. */
  readonly icon?: ReactElement;
  /**
   * Why it cannot be done now. The button stays where it is and tells the
   * reason to pointer, keyboard and screen reader; it does nothing.
   */
  readonly unavailable?: string;
} & (
  | {
      /** A path of the portal, or a URL. */
      readonly href: string;
      readonly onSelect?: undefined;
    }
  | {
      readonly href?: undefined;
      /**
       * Does it. As long as a promise is open, the button says that it is at
       * work; what is thrown is told below it.
       */
      readonly onSelect: () => void | Promise<void>;
    }
);

/**
 * A short word about a node.
 *
 * @public
 */
export interface TopologyBadge {
  /** One or two words; they say all that the tone says. */
  readonly text: string;
  /** Stands before the text. */
  readonly icon?: ReactElement;
  /** Shows the icon alone, with the text as its alternative. */
  readonly iconOnly?: boolean;
  /** Its colour; neutral where nothing is said. */
  readonly tone?: 'neutral' | 'positive' | 'warning' | 'negative';
  /** What it means, in a sentence: a tooltip, and read to screen readers. */
  readonly description?: string;
}

/** What all of them have. @public */
export interface TopologyExtension {
  /** The id of the extension, as in `app.extensions` of app-config. */
  readonly id: string;
  /** Whether it is for a node; may throw. */
  readonly isFor: (node: TopologyNode) => boolean;
}

/** A tab as its extension gives it to the topology. @public */
export interface TopologyPanelTab extends TopologyExtension {
  /** What the tab is called. */
  readonly title: string;
  /** What it shows, in the boundary of its extension. */
  readonly Content: (target: TopologyTarget) => ReactElement;
}

/** An act as its extension gives it to the topology. @public */
export interface TopologyAct extends TopologyExtension {
  /** Whose act it is: what it renders is rendered in its name. */
  readonly appNode: AppNode;
  /** A hook; may throw. */
  readonly useProps: (target: TopologyTarget) => TopologyActProps;
}

/** A badge as its extension gives it to the topology. @public */
export interface TopologyBadgeRule extends TopologyExtension {
  /** The badge of a node, if it has one; may throw. */
  readonly badge: (node: TopologyNode) => TopologyBadge | undefined;
}
