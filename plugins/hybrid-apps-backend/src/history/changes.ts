import { HistoryEntry } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Observation, ObservedComponent } from './observe';
import { isWrittenSince, setupChanges } from './setup';
import { Mark, NOTHING_TOLD, Told } from './trail';

/** The last state of a component that is told. */
export interface KnownComponent extends Told {
  component: string;
  ingress: string | null;
  egress: string | null;
  /** What is set of it. */
  setup: string | null;
}

/** What leads from the last told state of one component to how it is now. */
export interface Step {
  component: string;
  /** Absent where the component was not known before. */
  before?: KnownComponent;
  /** Absent where it is gone. */
  after?: KnownComponent;
  /** What to tell of it, in order; nothing where a state merely became known. */
  entries: Entry[];
}

type Entry = Omit<HistoryEntry, 'id'>;

/**
 * How young a component is, in milliseconds, of which all is told that was
 * seen of it. Of an older one, new to the app, only how it is: longer than
 * this, nobody has ever to wait for the next write.
 */
const YOUNG_MS = 5 * 60_000;

const postureText = ({ ingress, egress }: KnownComponent): string =>
  [ingress && `${ingress} for ingress`, egress && `${egress} for egress`]
    .filter(Boolean)
    .join(', ');

/** As people call it. */
function calledAs(component: string): string {
  const [, , , kind, name] = component.split('/');
  return `${kind === 'VirtualMachine' ? 'VM' : kind} ${name}`;
}

/** In brackets, after what it is told with. */
function leftOutText(leftOut: Mark['leftOut']): string {
  switch (leftOut?.count) {
    case undefined:
      return leftOut ? ' (changes before it are left out)' : '';
    case 1:
      return ' (1 change before it is left out)';
    default:
      return ` (${leftOut?.count} changes before it are left out)`;
  }
}

const appeared = (
  component: string,
  at: string,
  health?: string,
  leftOut?: Mark['leftOut'],
): Entry => ({
  at,
  change: 'component-appeared',
  component,
  ...(health && { after: health }),
  text: `${calledAs(component)} appeared${leftOutText(leftOut)}`,
});

const wentAway = (
  component: string,
  at: string,
  health: string | null,
  leftOut?: Mark['leftOut'],
): Entry => ({
  at,
  change: 'component-gone',
  component,
  ...(health && { before: health }),
  text: `${calledAs(component)} is gone${leftOutText(leftOut)}`,
});

/** A platform's word for a state says no more than the state: what starts was `Stopped`. */
const STATE_WORDS = ['healthy', 'progressing', 'degraded', 'stopped'];

const tellsMore = (reason: string | undefined): boolean =>
  reason !== undefined &&
  !STATE_WORDS.includes(reason.toLocaleLowerCase('en-US'));

const became = (
  component: string,
  before: string,
  { at, health, reason, leftOut }: Mark,
): Entry => ({
  at,
  change: 'health',
  component,
  ...(before !== health && { before }),
  after: health,
  text: `${calledAs(component)} became ${health}${
    tellsMore(reason) && health !== 'healthy' ? `: ${reason}` : ''
  }${leftOutText(leftOut)}`,
});

/** How a component's health went on. */
interface Course {
  entries: Entry[];
  /** Absent where the component is gone, or was not known yet. */
  state?: Told;
  /** It was gone for a while, so what was known of it is of another object. */
  isAnother: boolean;
}

/** @param createdAt - when one appeared that was not known yet */
function courseOf(
  component: string,
  before: Told | undefined,
  marks: readonly Mark[],
  createdAt: string,
): Course {
  const entries: Entry[] = [];
  let state = before;
  let isAnother = false;
  for (const mark of marks) {
    const { at, health, leftOut } = mark;
    const told = { health, since: at, cause: mark.causes?.at(-1) ?? null };
    if (health === 'gone') {
      if (state) {
        entries.push(wentAway(component, at, state.health, leftOut));
        isAnother = true;
      }
      state = undefined;
    } else if (!state) {
      entries.push(
        isAnother
          ? appeared(component, at, health, leftOut)
          : appeared(component, createdAt, health),
      );
      state = told;
    } else if (state.health !== health || leftOut) {
      if (state.health !== null) {
        entries.push(became(component, state.health, mark));
      }
      state = told;
    }
  }
  return { entries, state, isAnother };
}

/** Who made a component: whoever wrote its spec as it came, where nobody has since. */
const createdBy = ({ createdAt, writer }: ObservedComponent) =>
  createdAt && writer && Date.parse(writer.at) === Date.parse(createdAt)
    ? writer.manager
    : undefined;

/** What was set otherwise since, and by whom, where its spec was written since. */
function setupEntries(
  known: KnownComponent | undefined,
  { component, setup, writer }: ObservedComponent,
  at: string,
): Entry[] {
  const was = known?.setup;
  if (!was || !setup) {
    return [];
  }
  const by =
    writer && isWrittenSince(was, writer) ? { by: writer.manager } : undefined;
  return setupChanges(was, setup).map(({ what, before, after }) => ({
    at,
    change: 'setup',
    component,
    before,
    after,
    ...by,
    text: `${calledAs(component)} was given another ${what}`,
  }));
}

/** What was seen of a component that was not known yet. */
function firstMarks(
  marks: readonly Mark[],
  createdAt: string,
  now: string,
): readonly Mark[] {
  const isYoung = Date.parse(now) - Date.parse(createdAt) < YOUNG_MS;
  const own = marks
    .slice(marks.findLastIndex(({ health }) => health === 'gone') + 1)
    .filter(({ at }) => at >= createdAt);
  return isYoung && own.length > 0 ? own : marks.slice(-1);
}

function stepOf(
  before: KnownComponent | undefined,
  seen: ObservedComponent,
  marks: readonly Mark[],
  now: string,
): Step | undefined {
  const { component } = seen;
  const createdAt = new Date(seen.createdAt ?? now).toISOString();
  const course = courseOf(
    component,
    before,
    before ? marks : firstMarks(marks, createdAt, now),
    createdAt,
  );
  const { entries, isAnother } = course;
  let { state } = course;
  if (!state) {
    const last = marks.at(-1);
    if (last?.health === 'gone' && last.at >= now) {
      return before && { component, before, entries };
    }
    entries.push(appeared(component, isAnother ? now : createdAt));
    state = NOTHING_TOLD;
  }
  const by = createdBy(seen);
  if (by) {
    entries
      .filter(({ change, at }) => {
        return change === 'component-appeared' && at === createdAt;
      })
      .forEach(entry => Object.assign(entry, { by }));
  }
  const known = isAnother ? undefined : before;
  // What is unknown now stays as it was known last.
  const after: KnownComponent = {
    ...state,
    component,
    ingress: seen.ingress ?? known?.ingress ?? null,
    egress: seen.egress ?? known?.egress ?? null,
    setup: seen.setup ?? known?.setup ?? null,
  };
  entries.push(...setupEntries(known, seen, now));
  const isPostureNew =
    before?.ingress !== after.ingress || before.egress !== after.egress;
  if (isPostureNew && known?.ingress && known.egress) {
    entries.push({
      at: now,
      change: 'posture',
      component,
      before: postureText(known),
      after: postureText(after),
      text: `${calledAs(component)} is now ${postureText(after)}`,
    });
  }
  return entries.length > 0 ||
    before?.health !== after.health ||
    before.setup !== after.setup ||
    isPostureNew
    ? { component, before, after, entries }
    : undefined;
}

/** Of a component that is not seen any more. */
function lastStep(
  before: KnownComponent,
  marks: readonly Mark[],
  now: string,
): Step {
  const { component } = before;
  const { entries, state } = courseOf(
    component,
    before,
    // What came after it was looked for is another one.
    marks.filter(({ at }) => at <= now),
    now,
  );
  return {
    component,
    before,
    entries: state
      ? [...entries, wentAway(component, now, state.health)]
      : entries,
  };
}

/**
 * What leads from the last told state of an app to what is seen of it now, by
 * way of all that was seen in between. What is unknown is no change: a
 * component is gone only where that is sure.
 *
 * @param untold - what was seen of a component since it was told last
 */
export function stepsBetween(
  before: readonly KnownComponent[],
  { at, components, isGone }: Observation,
  untold: (component: string, known?: KnownComponent) => readonly Mark[],
): Step[] {
  const known = new Map(before.map(one => [one.component, one]));
  const seen = new Set(components.map(({ component }) => component));
  return [
    ...components.flatMap(one => {
      const last = known.get(one.component);
      return stepOf(last, one, untold(one.component, last), at) ?? [];
    }),
    ...before
      .filter(({ component }) => !seen.has(component) && isGone(component))
      .map(gone => lastStep(gone, untold(gone.component, gone), at)),
  ];
}
