import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject } from '../clusters';
import { objectField } from '../objects';
import { hop, said } from './hop';
import { Front } from './scene';

/** Ways in of the app, and what stands beside them and may take a request first. */
export interface Beside {
  own: readonly KubeObject[];
  others: readonly KubeObject[];
}

/** That the request goes to what is not of the app, or may. */
export const takenHop = (
  store: Pick<ClusterStore, 'name'>,
  code: 'rule.taken' | 'rule.shared',
  by: KubeObject,
  { path, fieldPath }: { path: string; fieldPath: string },
): TraceHop =>
  hop(
    code,
    {
      by: `${by.kind} ${by.metadata.name}`,
      namespace: by.metadata.namespace,
      path,
    },
    {
      object: objectField(store.name, by),
      evidence: said(store, by, fieldPath, path),
    },
  );

export const withHops = (way: Front, hops: readonly TraceHop[]): Front =>
  hops.length > 0 ? { ...way, hops: [...way.hops, ...hops] } : way;

/** Adds some, however many: spread out as arguments, they would be too many for the stack. */
export function append<T>(all: T[], some: readonly T[]): void {
  for (const one of some) {
    all.push(one);
  }
}
