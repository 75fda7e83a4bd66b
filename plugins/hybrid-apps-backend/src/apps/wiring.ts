import { Evidence } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Name } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { ClusterStore, KubeObject } from '../clusters';
import { called, objectField } from '../objects';

/** A workload that is configured with a Service's address. */
export interface Wire {
  workload: KubeObject;
  service: KubeObject;
  /** The ports that the configuration names, in rising order; none where it names none. */
  ports: readonly number[];
  evidence: Evidence;
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** What tells that a workload is configured with a Service's address: what names a port, where anything does. */
function wireOf(
  workload: KubeObject,
  service: KubeObject,
  store: ClusterStore,
  names: readonly Name[],
): Wire {
  const ports = distinct(names.flatMap(one => one.ports ?? []));
  const telling =
    ports.length === 0
      ? names.slice(0, 1)
      : ports.flatMap(port => names.find(one => one.ports === port) ?? []);
  const variables = distinct(telling.flatMap(({ via }) => via ?? []));
  return {
    workload,
    service,
    ports: ports.map(Number).sort((a, b) => a - b),
    evidence: {
      text: `${called(workload)} is configured with the address of ${called(
        service,
      )}${variables.length > 0 ? ` (${variables.join(', ')})` : ''}`,
      object: objectField(store.name, workload),
      fieldPath: telling[0]?.fieldPath,
      value: telling.map(({ value }) => value).join(', '),
    },
  };
}

/** The Services that a workload is configured to talk to, once each. */
export function wiresOf(workload: KubeObject, store: ClusterStore): Wire[] {
  const byService = new Map<KubeObject, Name[]>();
  for (const name of store.namesOf(workload)) {
    if (name.relation === 'connects') {
      for (const service of store.resolve(name)) {
        const known = byService.get(service) ?? [];
        known.push(name);
        byService.set(service, known);
      }
    }
  }
  return [...byService].map(([service, names]) =>
    wireOf(workload, service, store, names),
  );
}
