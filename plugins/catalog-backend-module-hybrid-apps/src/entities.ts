import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  DEFAULT_NAMESPACE,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  DiscoveredApp,
  KUBERNETES_ANNOTATIONS,
  LABEL_PART_OF,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** Where entities of this provider say they come from. */
export const LOCATION = 'hybrid-apps:discovered-apps';

/** What the clusters do not tell. */
export interface EntityDefaults {
  owner: string;
  lifecycle: string;
}

type DiscoveredComponent = DiscoveredApp['components'][number];

const MAX_NAME_LENGTH = 63;

/** A name that the catalog takes: letters, digits, `-`, `_` and `.`, 63 at most, no separator at the ends. */
export function entityName(text: string): string {
  const name = text
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, MAX_NAME_LENGTH)
    .replace(/^[-_.]+|[-_.]+$/g, '');
  return name || 'unnamed';
}

/** The topology id of a component: the API's `dependsOn` names components by it. */
function topologyId(component: DiscoveredComponent): string {
  const [group, version] = component.apiVersion.split('/');
  return [
    component.cluster,
    component.namespace,
    version === undefined ? '' : group,
    component.kind,
    component.name,
  ].join('/');
}

/** `web` of the app `inventory` is `inventory-web`; the cluster is added only where two would share a name. */
function componentNames(app: DiscoveredApp): Map<string, string> {
  const short = (component: DiscoveredComponent) =>
    component.name === app.name || component.name.startsWith(`${app.name}-`)
      ? component.name
      : `${app.name}-${component.name}`;
  const kindOf = (component: DiscoveredComponent) =>
    component.category === 'vm' ? 'resource' : 'component';
  const uses = new Map<string, number>();
  for (const component of app.components) {
    const key = `${kindOf(component)}:${short(component)}`;
    uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  return new Map(
    app.components.map(component => {
      const alone = uses.get(`${kindOf(component)}:${short(component)}`) === 1;
      return [
        topologyId(component),
        entityName(
          alone
            ? short(component)
            : `${short(component)}-${component.cluster}-${
                component.namespace
              }-${component.kind}`.toLocaleLowerCase('en-US'),
        ),
      ];
    }),
  );
}

const located = {
  [ANNOTATION_LOCATION]: LOCATION,
  [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
};

/**
 * The entities of one app: a System, a Component for each container workload,
 * and a Resource of type `virtual-machine` for each VM.
 */
export function appEntities(
  app: DiscoveredApp,
  defaults: EntityDefaults,
): Entity[] {
  const namespace = entityName(app.namespace ?? DEFAULT_NAMESPACE);
  const owner = app.owner ?? defaults.owner;
  const system: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: {
      name: entityName(app.name),
      namespace,
      ...(app.title && { title: app.title }),
      annotations: {
        ...located,
        [KUBERNETES_ANNOTATIONS.labelSelector]: `${LABEL_PART_OF}=${app.name}`,
        ...(app.clusters.length === 1 && {
          [KUBERNETES_ANNOTATIONS.cluster]: app.clusters[0],
        }),
      },
    },
    spec: { owner },
  };

  const names = componentNames(app);
  const kinds = new Map(
    app.components.map(component => [
      topologyId(component),
      component.category === 'vm' ? 'Resource' : 'Component',
    ]),
  );
  const refOf = (id: string): string[] => {
    const name = names.get(id);
    const kind = kinds.get(id);
    return name && kind ? [stringifyEntityRef({ kind, namespace, name })] : [];
  };

  const parts = app.components.map((component): Entity => {
    const id = topologyId(component);
    const dependsOn = (component.dependsOn ?? []).flatMap(refOf);
    const isVm = component.category === 'vm';
    return {
      apiVersion: 'backstage.io/v1alpha1',
      kind: isVm ? 'Resource' : 'Component',
      metadata: {
        name: names.get(id) ?? entityName(component.name),
        namespace,
        title: component.componentName ?? component.name,
        annotations: {
          ...located,
          [KUBERNETES_ANNOTATIONS.cluster]: component.cluster,
          [KUBERNETES_ANNOTATIONS.namespace]: component.namespace,
          [KUBERNETES_ANNOTATIONS.labelSelector]:
            component.labelSelector ?? `${LABEL_PART_OF}=${app.name}`,
        },
      },
      spec: {
        type: isVm ? 'virtual-machine' : 'service',
        owner,
        system: stringifyEntityRef(system),
        ...(!isVm && { lifecycle: defaults.lifecycle }),
        ...(dependsOn.length > 0 && { dependsOn }),
      },
    };
  });
  return [system, ...parts];
}
