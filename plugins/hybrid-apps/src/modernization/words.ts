import {
  ModernizationAmount,
  ModernizationFigures,
  ModernizationPage,
  ModernizationPoint,
  ModernizationShare,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { bytes, cores, number } from '../components';
import { Translate } from '../translation';

/** What components are measured by. */
export const MEASURES = ['count', 'cpu', 'memory'] as const;
export type Measure = (typeof MEASURES)[number];

/** What a share has of a measure; of a count, nothing is unknown. */
export const amountOf = (
  share: ModernizationShare,
  measure: Measure,
): ModernizationAmount =>
  measure === 'count' ? { value: share.count, unknown: 0 } : share[measure];

/** A value of a measure with its unit. */
export function valueText(
  value: number,
  measure: Measure,
  locale: string,
): string {
  if (measure === 'memory') {
    return bytes(value, locale);
  }
  return measure === 'cpu'
    ? `${cores(value, locale)} vCPU`
    : number(value, locale);
}

/** What a share has of a measure, and that it may be more. */
export function amountText(
  share: ModernizationShare,
  measure: Measure,
  locale: string,
  t: Translate,
): string {
  const { value, unknown } = amountOf(share, measure);
  if (unknown > 0 && unknown === share.count) {
    return t('modernization.notKnown');
  }
  const text = valueText(value, measure, locale);
  return unknown > 0 ? t('modernization.atLeast', { amount: text }) : text;
}

/** How many of some components are still in VMs. */
export function componentsSentence(
  { vm, container }: ModernizationFigures,
  t: Translate,
): string {
  const total = String(vm.count + container.count);
  return vm.count === 0
    ? t('modernization.noneInVms', { total })
    : t('modernization.inVms', { count: vm.count, total });
}

/** How far all apps are, in few words. */
export function pageSentences(
  { apps, stages, figures }: ModernizationPage['totals'],
  t: Translate,
): string[] {
  return [
    `${componentsSentence(figures, t)}; ${t('modernization.whole', {
      count: stages.containers,
      total: String(apps),
    })}.`,
    ...(stages.unknown > 0
      ? [t('modernization.stagesUnknown', { count: stages.unknown })]
      : []),
  ];
}

/** What is in VMs and in containers, by CPUs and memory. */
export const sizesSentence = (
  { vm, container }: ModernizationFigures,
  locale: string,
  t: Translate,
): string => {
  const sizeOf = (share: ModernizationShare) =>
    ['cpu' as const, 'memory' as const]
      .map(measure => amountText(share, measure, locale, t))
      .join(', ');
  return t('modernization.sizes', {
    vms: sizeOf(vm),
    containers: sizeOf(container),
  });
};

/** What a chart of two moments and all between them shows, in words. */
export function chartText(
  first: ModernizationPoint,
  last: ModernizationPoint,
  measure: Measure,
  now: Date,
  locale: string,
  t: Translate,
): string {
  const day = (at: Date) =>
    at.toLocaleDateString(locale, { day: 'numeric', month: 'short' });
  const amount = (point: ModernizationPoint, category: 'vm' | 'container') =>
    amountText(point.figures[category], measure, locale, t);
  return t('modernization.chart', {
    measure: t(`modernization.measure.${measure}`),
    from: day(new Date(first.at)),
    until: day(now),
    vmsBefore: amount(first, 'vm'),
    vmsNow: amount(last, 'vm'),
    containersBefore: amount(first, 'container'),
    containersNow: amount(last, 'container'),
  });
}
