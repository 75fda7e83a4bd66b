import {
  AppHours,
  PlanPreviewStep,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { kindWord } from '../../topology/words';
import { Translate } from '../../translation';

/** How a sentence calls the object of an id, like "VM mongodb-vm". */
export function calledAs(id: string, t: Translate): string {
  const [, , , kind = '', name = id] = id.split('/');
  return `${kindWord(kind, t)} ${name}`;
}

/** What is done to an object, in words. */
export function doesTo(
  { act, before }: Pick<PlanPreviewStep, 'act' | 'before'>,
  kind: 'stop' | 'start',
  t: Translate,
): string {
  const { replicas } = before;
  switch (act) {
    case 'workload-scale':
      return kind === 'stop'
        ? t('plans.does.toZero', { replicas: String(replicas ?? '') })
        : t('plans.does.toReplicas', { replicas: String(replicas ?? '') });
    case 'cronjob-suspend':
      return t('plans.does.suspend');
    case 'cronjob-resume':
      return t('plans.does.resume');
    default:
      return t(`plans.does.${kind}`);
  }
}

/** Stages of what comes in their order, each with what is of it. */
export function inStages<T extends { stage: number }>(
  steps: readonly T[],
): T[][] {
  const stages = new Map<number, T[]>();
  for (const step of steps) {
    stages.set(step.stage, [...(stages.get(step.stage) ?? []), step]);
  }
  return [...stages].sort(([a], [b]) => a - b).map(([, stage]) => stage);
}

type Hours = NonNullable<AppHours['hours']>;

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The days in the reader's language, those in a row as one: "Mon–Fri, Sun". */
export function daysOf(days: Hours['days'], locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    timeZone: 'UTC',
  });
  // The 5th of January 2026 was a Monday.
  const name = (day: number) => format.format(Date.UTC(2026, 0, 5 + day));
  const wanted = WEEK.map(day => days.includes(day));
  const rows: Array<[number, number]> = [];
  wanted.forEach((isWanted, day) => {
    const last = rows[rows.length - 1];
    if (isWanted && last && last[1] === day - 1) {
      last[1] = day;
    } else if (isWanted) {
      rows.push([day, day]);
    }
  });
  return rows
    .map(([first, last]) =>
      first === last ? name(first) : `${name(first)}–${name(last)}`,
    )
    .join(', ');
}

/** A moment on the clock of a time zone, with its weekday. */
export const momentOf = (at: string, timeZone: string, locale: string) =>
  new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(at));
