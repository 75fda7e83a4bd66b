/** The objects by which a cluster tells of its own extensions: CRDs and APIServices. */
import { KubeObject } from '../objects';
import { KindDef } from './types';

const ESTABLISHED = [
  {
    type: 'NamesAccepted',
    status: 'True',
    reason: 'NoConflicts',
    message: 'no conflicts found',
  },
  {
    type: 'Established',
    status: 'True',
    reason: 'InitialNamesAccepted',
    message: 'the initial names have been accepted',
  },
];

/** The CustomResourceDefinition behind a kind, without its schema. */
function definition(def: KindDef): KubeObject {
  const { group, kind, plural, singular, shortNames, categories } = def;
  const names = {
    plural,
    singular,
    kind,
    listKind: `${kind}List`,
    ...(shortNames.length > 0 ? { shortNames: [...shortNames] } : {}),
    ...(categories.length > 0 ? { categories: [...categories] } : {}),
  };
  const [stored] = def.versions;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names,
      scope: def.namespaced ? 'Namespaced' : 'Cluster',
      conversion: { strategy: 'None' },
      versions: def.versions.map(name => ({
        name,
        served: true,
        storage: name === stored,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
        subresources: Object.fromEntries(
          def.subresources.map(subresource => [
            subresource,
            subresource === 'scale'
              ? {
                  specReplicasPath: '.spec.replicas',
                  statusReplicasPath: '.status.replicas',
                }
              : {},
          ]),
        ),
      })),
    },
    status: {
      acceptedNames: names,
      conditions: ESTABLISHED,
      storedVersions: [stored],
    },
  };
}

function apiService(group: string, version: string): KubeObject {
  return {
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: `${version}.${group}` },
    spec: { group, version, groupPriorityMinimum: 1000, versionPriority: 100 },
    status: {
      conditions: [
        {
          type: 'Available',
          status: 'True',
          reason: 'Local',
          message: 'Local APIServices are always available',
        },
      ],
    },
  };
}

/** What a cluster that serves these kinds says of them. */
export function extensionObjects(served: readonly KindDef[]): KubeObject[] {
  const services = new Map(
    served.flatMap(({ group, versions }) =>
      versions.map(version => [
        `${version}.${group}`,
        apiService(group, version),
      ]),
    ),
  );
  return [
    ...served.filter(({ custom }) => custom).map(definition),
    ...services.values(),
  ];
}
