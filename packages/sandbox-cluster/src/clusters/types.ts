import { KubeObject } from '../objects';

/** A cluster that ships with the sandbox. */
export interface ClusterDefinition {
  /** As a person calls it: `On premises`. */
  title: string;
  /** API groups that are known to the sandbox and not served by this cluster. */
  without: string[];
  /** What is there from the start. */
  objects(): KubeObject[];
}
