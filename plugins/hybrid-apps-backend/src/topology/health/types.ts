import { NodeStatus } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../../clusters';

/** How well an object is, by its own status and those of what it stands for. */
export type HealthRule = (
  object: KubeObject,
  parts: readonly KubeObject[],
) => NodeStatus;
