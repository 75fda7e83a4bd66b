import { KubeObject } from '../../clusters';
import { called } from '../../objects';
import { Name } from '../types';

/** The Service of its name, which it lets the clusters of a set reach. Source: KEP-1645, Exporting Services. */
export function exportNames(exported: KubeObject): Name[] {
  const { name, namespace } = exported.metadata;
  return [
    {
      relation: 'routes',
      to: { group: '', kind: 'Service', namespace, name },
      text: `${called(exported)} lets other clusters reach Service ${name}`,
      fieldPath: 'metadata.name',
      value: name,
    },
  ];
}

/** Source: KEP-1645, DNS: of a name of its own in all clusters of the set. */
export const exportHosts = ({ metadata }: KubeObject): string[] => [
  `${metadata.name}.${metadata.namespace}.svc.clusterset.local`,
];

/**
 * The Service of its name, where its own cluster has that too: it is one of
 * those that are reached by the import.
 * Source: KEP-1645, Importing Services; namespace sameness.
 */
export function importNames(imported: KubeObject): Name[] {
  const { name, namespace } = imported.metadata;
  return [
    {
      relation: 'routes',
      to: { group: '', kind: 'Service', namespace, name },
      text: `${called(
        imported,
      )} stands for Service ${name} of all clusters that export it`,
      fieldPath: 'metadata.name',
      value: name,
      // Others of the set may have it alone.
      isMadeByIt: true,
    },
  ];
}
