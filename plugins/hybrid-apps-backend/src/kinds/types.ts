import { Kind, Watch } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';

export type {
  Entry,
  FactsRule,
  Health,
  HealthRule,
  InsideRule,
  InsideWorld,
  Kind,
  Name,
  Overlay,
  Selection,
  SourcedRule,
  World,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';

/** A kind's name, and that of its resource where it is watched. */
type Row = readonly [kind: string, resource?: string];

/**
 * Kinds of one group that are alike.
 *
 * @param watch - what is kept of those that have a resource
 */
export const kindsOf = (
  groups: Kind['groups'],
  rows: readonly Row[],
  {
    watch,
    ...alike
  }: Omit<Kind, 'groups' | 'kind' | 'watch'> & {
    watch?: Omit<Watch, 'resource'>;
  },
): Kind[] =>
  rows.map(([kind, resource]) => ({
    groups,
    kind,
    ...alike,
    ...(resource && { watch: { resource, ...watch } }),
  }));
