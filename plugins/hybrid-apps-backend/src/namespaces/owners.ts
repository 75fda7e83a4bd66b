import { Config } from '@backstage/config';
import {
  ANNOTATION_OWNER,
  ownerRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { z } from 'zod';
import { ClusterStore } from '../clusters';
import { namePattern } from '../objects';
import { readStrictly } from '../strictConfig';

/** What tells whose a namespace is. */
export interface OwnerRules {
  /** The annotation of a Namespace that names its owner; not asked where `label` is. */
  annotation: string;
  /** The label of a Namespace that names its owner, in place of the annotation. */
  label?: string;
  /** Whose namespaces of these names are, whatever is written on them. */
  patterns: ReadonlyArray<{
    cluster?: string;
    names: readonly string[];
    owner: string;
  }>;
}

const KEY = 'hybridApps.namespaces.owner';

/** Of labels and annotations alike. Source: apimachinery, validation.IsQualifiedName. */
const qualifiedName = z
  .string()
  .regex(
    /^([a-z0-9.-]{1,253}\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
    'has to be the name of a label or an annotation, like example.com/team',
  );

const owner = z.string().transform((written, context) => {
  const read = ownerRef(written);
  if (read === undefined) {
    context.addIssue({
      code: 'custom',
      message: `'${written}' is no entity reference like group:default/team-a`,
    });
    return z.NEVER;
  }
  return read;
});

const rules = z
  .strictObject({
    annotation: qualifiedName.optional(),
    label: qualifiedName.optional(),
    patterns: z
      .array(
        z.strictObject({
          cluster: z.string().min(1).optional(),
          names: z
            .array(
              z
                .string()
                .regex(
                  /^[a-z0-9*]([-a-z0-9*]{0,61}[a-z0-9*])?$/,
                  'has to be the name of a namespace, or a pattern like team-*',
                ),
            )
            .min(1),
          owner,
        }),
      )
      .default([]),
  })
  .refine(
    ({ annotation, label }) => !annotation || !label,
    'takes one of annotation and label',
  );

/**
 * `hybridApps.namespaces.owner` of app-config. Who owns what hangs on it, so
 * what is misspelt is an error.
 *
 * @throws InputError that names each key that is wrong
 */
export function readOwnerRules(config: Config): OwnerRules {
  const { annotation = ANNOTATION_OWNER, ...rest } = readStrictly(
    config,
    KEY,
    rules,
  );
  return { annotation, ...rest };
}

/** Whose a namespace is, and where that is said. */
export interface NamespaceOwner {
  /** A full entity reference; undefined where nothing tells, or what tells cannot be read. */
  owner?: string;
  /** What is written there and is no entity reference. */
  unreadable?: string;
}

/** Tells whose a namespace of a cluster is. */
export type OwnerOf = (
  store: ClusterStore,
  namespace: string,
) => NamespaceOwner;

/**
 * Whose namespaces are: as the configuration says by their names, or else as is
 * written on the Namespace itself, which who works in it may not change. What
 * is written on objects in it tells nothing.
 */
export function createOwnerOf({
  annotation,
  label,
  patterns,
}: OwnerRules): OwnerOf {
  const byName = patterns.map(({ cluster, names, owner: whose }) => {
    const means = names.map(namePattern);
    return {
      whose,
      isMeant: (store: ClusterStore, namespace: string) =>
        (cluster === undefined || cluster === store.name) &&
        means.some(isNamed => isNamed(namespace)),
    };
  });
  return (store, namespace) => {
    const named = byName.find(({ isMeant }) => isMeant(store, namespace));
    if (named) {
      return { owner: named.whose };
    }
    const metadata = store.get({
      group: '',
      kind: 'Namespace',
      name: namespace,
    })?.metadata;
    const written = (
      label === undefined
        ? metadata?.annotations?.[annotation]
        : metadata?.labels?.[label]
    )?.trim();
    if (!written) {
      return {};
    }
    const read = ownerRef(written);
    return read === undefined ? { unreadable: written } : { owner: read };
  };
}

/** By the annotation alone, as where nothing is configured. */
export const ownerByAnnotation = createOwnerOf({
  annotation: ANNOTATION_OWNER,
  patterns: [],
});
