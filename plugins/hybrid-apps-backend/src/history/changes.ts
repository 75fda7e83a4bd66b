import { HistoryEntry } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Observation, ObservedComponent } from './observe';

/** The last state of a component that was known. */
export interface KnownComponent {
  component: string;
  health: string | null;
  ingress: string | null;
  egress: string | null;
}

/** A step from the last known state of one component to what is seen now. */
export interface Step {
  component: string;
  /** Absent where the component was not known before. */
  before?: KnownComponent;
  /** Absent where it is gone. */
  after?: KnownComponent;
  /** What to tell of it; nothing where a state merely became known. */
  entries: Array<Omit<HistoryEntry, 'id'>>;
}

const postureText = ({ ingress, egress }: KnownComponent): string =>
  [ingress && `${ingress} for ingress`, egress && `${egress} for egress`]
    .filter(Boolean)
    .join(', ');

/** As people call it. */
const wordFor = (kind: string): string =>
  kind === 'VirtualMachine' ? 'VM' : kind;

function stepOf(
  before: KnownComponent | undefined,
  seen: ObservedComponent,
  now: string,
): Step | undefined {
  const { component, name, reason } = seen;
  const kind = wordFor(seen.kind);
  // What is unknown now stays as it was known last.
  const after: KnownComponent = {
    component,
    health: seen.health ?? before?.health ?? null,
    ingress: seen.ingress ?? before?.ingress ?? null,
    egress: seen.egress ?? before?.egress ?? null,
  };
  if (!before) {
    return {
      component,
      after,
      entries: [
        {
          at: seen.createdAt ? new Date(seen.createdAt).toISOString() : now,
          change: 'component-appeared',
          component,
          ...(after.health && { after: after.health }),
          text: `${kind} ${name} appeared`,
        },
      ],
    };
  }
  const entries: Step['entries'] = [];
  if (before.health !== after.health && before.health && after.health) {
    entries.push({
      at: now,
      change: 'health',
      component,
      before: before.health,
      after: after.health,
      text: `${kind} ${name} became ${after.health}${
        reason && after.health !== 'healthy' ? `: ${reason}` : ''
      }`,
    });
  }
  const isPostureNew =
    before.ingress !== after.ingress || before.egress !== after.egress;
  if (isPostureNew && before.ingress && before.egress) {
    entries.push({
      at: now,
      change: 'posture',
      component,
      before: postureText(before),
      after: postureText(after),
      text: `${kind} ${name} is now ${postureText(after)}`,
    });
  }
  return before.health !== after.health || isPostureNew
    ? { component, before, after, entries }
    : undefined;
}

/**
 * What leads from the last known state of an app to what is seen of it now.
 * What is unknown is no change: a component is gone only where that is sure.
 *
 * @param now - in ISO 8601
 */
export function stepsBetween(
  before: readonly KnownComponent[],
  { components, isGone }: Observation,
  now: string,
): Step[] {
  const known = new Map(before.map(one => [one.component, one]));
  const seen = new Set(components.map(({ component }) => component));
  return [
    ...components.flatMap(
      one => stepOf(known.get(one.component), one, now) ?? [],
    ),
    ...before
      .filter(({ component }) => !seen.has(component) && isGone(component))
      .map((gone): Step => {
        const { component, health } = gone;
        const [, , , kind, name] = component.split('/');
        return {
          component,
          before: gone,
          entries: [
            {
              at: now,
              change: 'component-gone',
              component,
              ...(health && { before: health }),
              text: `${wordFor(kind)} ${name} is gone`,
            },
          ],
        };
      }),
  ];
}
