import { Topology } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { getOrMake } from '../getOrMake';

type Edge = Topology['edges'][number];

/** That one component calls another, or is declared to depend on it. */
export interface Call {
  source: string;
  target: string;
  relation: 'connects' | 'depends-on';
  /** The node that the edge leads to, where that is not the component itself: a Service. */
  through?: string;
  ports?: Edge['ports'];
}

/**
 * Which components call which, by the edges of the topology: a wire or a
 * declared dependency, to a workload or to a Service and what that selects.
 */
export function callsOf(
  edges: readonly Edge[],
  isComponent: (id: string) => boolean,
): Call[] {
  const behind = new Map<string, string[]>();
  for (const { source, target, relation } of edges) {
    if (relation === 'selects' && isComponent(target)) {
      getOrMake(behind, source, () => []).push(target);
    }
  }
  const calls = new Map<string, Call>();
  for (const { source, target, relation, ports } of edges) {
    if (
      (relation === 'connects' || relation === 'depends-on') &&
      isComponent(source)
    ) {
      const isDirect = isComponent(target);
      const called = isDirect ? [target] : behind.get(target) ?? [];
      for (const one of called) {
        if (one !== source) {
          calls.set(JSON.stringify([source, one, relation, target]), {
            source,
            target: one,
            relation,
            ...(!isDirect && { through: target }),
            ...(ports && { ports }),
          });
        }
      }
    }
  }
  return [...calls.values()];
}
