import {
  AppModernization,
  Modernization,
  Topology,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { componentsOf, figuresOf } from './figures';
import { stageOf } from './stage';
import { waitingFor, waitsOf } from './waits';

/** What a drawn app tells of its way into containers. */
export type Described = Omit<
  Modernization,
  'entityRef' | 'revision' | 'knowledge' | 'series'
> & { waiting: AppModernization['waits'] };

/** @param isWhole - whether who is told sees all of the app */
export function describeModernization(
  topology: Pick<Topology, 'nodes' | 'edges' | 'knowledge'>,
  isWhole: boolean,
): Described {
  const components = componentsOf(topology);
  const waits = waitsOf(topology);
  return {
    stage: stageOf(components, isWhole, topology.knowledge),
    figures: figuresOf(components),
    components,
    waits,
    waiting: waitingFor(waits, topology),
    isWhole,
  };
}
