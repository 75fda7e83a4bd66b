import { Topology } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { BadgesByNode } from '../extensions';
import { CollapsedPicture } from './collapse';
import { DrawnPicture } from './fold';
import { Grouping } from './grouping';
import { Picture } from './view';

/** A topology as it is shown. */
export interface ShownTopology {
  /** The app's. */
  name: string;
  topology: Topology;
  /** What the switches let through. */
  picture: Picture;
  /** It as it is drawn where nothing is behind groups. */
  whole: DrawnPicture;
  /** What of that the graph draws. */
  drawn: CollapsedPicture;
  group: Grouping;
  badges: BadgesByNode;
}
