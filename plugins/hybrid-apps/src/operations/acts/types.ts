import {
  ActOffer,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** A component, or an object that it consists of. */
export type Acted = Pick<TopologyNode, 'id' | 'name'>;

/** What an act is to be done to, and how it was offered. */
export interface Target<Node extends Acted = Acted> {
  node: Node;
  offer: ActOffer;
}
