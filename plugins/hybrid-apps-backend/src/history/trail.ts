import { Health } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

/** What of a component's health is told. */
export type ToldHealth = Exclude<Health, 'unknown' | 'unjudged'>;

/** How a component was seen at a time. */
export interface Mark {
  /** In ISO 8601. */
  at: string;
  health: ToldHealth | 'gone';
  /** One word of the platform's own, like CrashLoopBackOff. */
  reason?: string;
  /** The changes of objects that made it so, by which another replica knows it again. */
  causes?: readonly string[];
  /** What was seen before it and is not kept; without a number where some of it may be told. */
  leftOut?: { count?: number; from: string; until: string };
}

/** The last that the database tells of a component's health. */
export interface Told {
  health: string | null;
  since: string | null;
  cause: string | null;
}

/** Of a component of which nothing is told. */
export const NOTHING_TOLD: Told = { health: null, since: null, cause: null };

/**
 * What was seen of each component, in order. What of it is told, the database
 * alone says: each replica keeps a trail, and any of them may be the next to
 * write.
 */
export interface Trail {
  /** As the watch sees it, now. */
  see(component: string, mark: Omit<Mark, 'leftOut'>): void;
  /** As somebody looked at it; nothing where the watch has seen more since. */
  sample(component: string, mark: Omit<Mark, 'leftOut'>): void;
  /** What was seen after that. */
  untold(component: string, told: Told): readonly Mark[];
  /** Forgets what was seen before that. */
  forget(component: string, told: Told): void;
}

/** Of a component that flaps, the first and the last of these marks stay. */
const MAX_MARKS = 8;

/** The components of many clusters; those that changed longest ago are forgotten. */
const MAX_COMPONENTS = 20_000;

/** Leaves out one in the middle, and says so at the next. */
function bounded(marks: readonly Mark[]): readonly Mark[] {
  if (marks.length <= MAX_MARKS) {
    return marks;
  }
  const middle = MAX_MARKS / 2;
  const [gone, next] = marks.slice(middle, middle + 2);
  const leftOut = {
    count: 1 + (gone.leftOut?.count ?? 0) + (next.leftOut?.count ?? 0),
    from: gone.leftOut?.from ?? gone.at,
    until: next.leftOut?.until ?? gone.at,
  };
  return [
    ...marks.slice(0, middle),
    { ...next, leftOut },
    ...marks.slice(middle + 2),
  ];
}

/**
 * What was seen after what is told: after the mark of the very change that is
 * told, or else, where a replica sees things in another order, of that time.
 */
function untoldOf(
  marks: readonly Mark[],
  { health, since, cause }: Told,
): readonly Mark[] {
  if (since === null) {
    return marks;
  }
  const told = marks.findLastIndex(
    mark =>
      mark.health === health &&
      (mark.at === since || (cause !== null && mark.causes?.includes(cause))),
  );
  if (told >= 0) {
    return marks.slice(told + 1);
  }
  const [first, ...rest] = marks.filter(({ at }) => at > since);
  if (!first) {
    // Whatever the clocks of replicas say, how it is now has to be told.
    return marks.slice(-1).filter(last => last.health !== health);
  }
  if (!first.leftOut || first.leftOut.from > since) {
    return [first, ...rest];
  }
  const { leftOut, ...mark } = first;
  const { from, until } = leftOut;
  return [
    until > since ? { ...mark, leftOut: { from, until } } : mark,
    ...rest,
  ];
}

/** A trail without a mark. */
export function createTrail(maxComponents: number = MAX_COMPONENTS): Trail {
  /** By component; what changed last is last. */
  const trail = new Map<string, readonly Mark[]>();
  const of = (component: string) => trail.get(component) ?? [];

  function see(component: string, mark: Mark) {
    const marks = of(component);
    const last = marks.at(-1);
    if (last?.health === mark.health) {
      return;
    }
    // The order stands, though the machine's clock be set back.
    const at = last && last.at > mark.at ? last.at : mark.at;
    trail.delete(component);
    trail.set(component, bounded([...marks, { ...mark, at }]));
    const [oldest] = trail.keys();
    if (trail.size > maxComponents) {
      trail.delete(oldest);
    }
  }

  return {
    see,
    sample(component, mark) {
      const last = of(component).at(-1);
      if (!last || last.at < mark.at) {
        see(component, mark);
      }
    },
    untold: (component, told) => untoldOf(of(component), told),
    forget(component, told) {
      const marks = of(component);
      // The last that is told stays, to be known again.
      const from = marks.length - untoldOf(marks, told).length - 1;
      if (from > 0) {
        trail.set(component, marks.slice(from));
      }
    },
  };
}
