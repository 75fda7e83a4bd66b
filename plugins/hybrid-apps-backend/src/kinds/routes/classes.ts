import { KubeObject } from '../../clusters';
import { at, text } from '../../objects';

/**
 * On an Ingress, its class as it was told before there was a field for it.
 * Source: k8s.io/api/networking/v1, IngressSpec.IngressClassName.
 */
export const INGRESS_CLASS = 'kubernetes.io/ingress.class';

/** The class that an Ingress names, and where. */
export function classMeant(
  ingress: KubeObject,
): { name: string; fieldPath: string } | undefined {
  const named = text(at(ingress, 'spec', 'ingressClassName'));
  const noted = ingress.metadata.annotations?.[INGRESS_CLASS];
  if (named) {
    return { name: named, fieldPath: 'spec.ingressClassName' };
  }
  return noted
    ? {
        name: noted,
        fieldPath: `metadata.annotations['${INGRESS_CLASS}']`,
      }
    : undefined;
}
