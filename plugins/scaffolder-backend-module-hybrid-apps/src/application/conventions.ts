import {
  ANNOTATION_OWNER,
  ANNOTATION_TITLE,
  hybridApplicationNames,
  LABEL_PART_OF,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { HybridApplication } from './schema';

/** The part of an app that an object belongs to. */
export type Component = 'web' | 'database';

/** Names and marks that all objects of an app share. */
export function conventionsOf({
  name,
  namespace,
  title,
  owner,
}: HybridApplication) {
  const names = hybridApplicationNames(name);
  /** Names of an app's pods alone: the label of the app and of the component. */
  const selectorOf = (component: Component) => ({
    'app.kubernetes.io/component': component,
    [LABEL_PART_OF]: name,
  });
  /** The labels that Kubernetes recommends; a version is nobody's to know here. */
  const labelsOf = (component: Component) => ({
    'app.kubernetes.io/name': names[component],
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/managed-by': 'backstage',
    ...selectorOf(component),
  });
  return {
    names,
    labelsOf,
    selectorOf,
    metadataOf: (component: Component) => ({
      name: names[component],
      namespace,
      labels: labelsOf(component),
      annotations: {
        ...(owner && { [ANNOTATION_OWNER]: owner }),
        ...(title && { [ANNOTATION_TITLE]: title }),
      },
    }),
  };
}

export type Conventions = ReturnType<typeof conventionsOf>;
