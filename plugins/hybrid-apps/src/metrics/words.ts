import {
  MetricsRange,
  UseFinding,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { bytes, cores } from '../components';
import { Translate } from '../translation';
import { Chart, lastValue, Unit } from './charts';

/** A value as people write it. */
export function valueText(value: number, unit: Unit, locale: string): string {
  switch (unit) {
    case 'bytes':
      return bytes(value, locale);
    case 'bytes-per-second':
      return `${bytes(value, locale)}/s`;
    case 'share':
      return value.toLocaleString(locale, {
        style: 'percent',
        maximumFractionDigits: 0,
      });
    default:
      return cores(value, locale);
  }
}

/** A time of a range: of several days with its day. */
export const timeText = (
  at: Date,
  range: MetricsRange,
  locale: string,
): string =>
  at.toLocaleString(locale, {
    ...(range === '7d' && { weekday: 'short' }),
    hour: 'numeric',
    minute: '2-digit',
  });

/** What each line of a chart was at a place: `CPU 0.5`. */
export const lineTexts = (
  { lines, unit }: Pick<Chart, 'lines' | 'unit'>,
  place: number,
  locale: string,
  t: Translate,
): string[] =>
  lines.map(({ name, values }) => {
    const value = values[place];
    return t('metrics.line', {
      name: t(`metrics.series.${name}`),
      value:
        value === null || value === undefined
          ? t('metrics.notMeasured')
          : valueText(value, unit, locale),
    });
  });

/** A chart in a sentence. */
export function chartText(
  { lines, marks, unit }: Chart,
  locale: string,
  t: Translate,
): string {
  const sentences = lines.flatMap(({ name, values }) => {
    const now = lastValue(values);
    if (now === undefined) {
      return [];
    }
    const most = Math.max(...values.flatMap(value => value ?? []));
    return [
      t('metrics.lineSummary', {
        name: t(`metrics.series.${name}`),
        last: valueText(now, unit, locale),
        most: valueText(most, unit, locale),
      }),
    ];
  });
  const told = marks.map(({ name, value }) =>
    t('metrics.line', {
      name: t(`metrics.mark.${name}`),
      value: valueText(value, unit, locale),
    }),
  );
  return [...sentences, ...told].join('; ');
}

/** What a finding is about: a container of a Pod, or the guest. */
const whereOf = ({ pod, container }: UseFinding, t: Translate): string =>
  pod === undefined
    ? t('metrics.finding.guest')
    : t('metrics.finding.container', { pod, container: container ?? '' });

/** A finding in words, with what to do. */
export function findingWords(
  finding: UseFinding,
  locale: string,
  t: Translate,
): { title: string; description: string } {
  const { code, share = 0, used, limit, at } = finding;
  const amount = (value: number | undefined) =>
    value === undefined ? '—' : bytes(value, locale);
  const sayWhen =
    at !== undefined &&
    t('metrics.finding.at', {
      time: new Date(at).toLocaleString(locale, {
        dateStyle: 'medium',
        timeStyle: 'short',
      }),
    });
  return {
    title: t(`metrics.finding.${code}.title`, {
      where: whereOf(finding, t),
      share: valueText(share, 'share', locale),
      used: amount(used),
      limit: amount(limit),
    }),
    description: [
      sayWhen,
      limit === undefined && code === 'out-of-memory'
        ? t('metrics.finding.noLimit')
        : t(
            finding.pod === undefined
              ? 'metrics.finding.guestFix'
              : `metrics.finding.${code}.fix`,
            { limit: amount(limit) },
          ),
    ]
      .filter(Boolean)
      .join(' '),
  };
}
