import { ModernizationPoint } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useId, useMemo } from 'react';
import { useLocale } from '../../components';
import { useTexts } from '../../translation';
import { amountText, chartText, Measure, valueText } from '../words';
import { EDGE, geometryOf, SIZE } from './geometry';
import styles from './chart.module.css';

/**
 * How much was in VMs and how much in containers. The areas differ by what they
 * are hatched with and are named beside them, so that nothing hangs on colours.
 */
export default function MovementChart(props: {
  series: readonly ModernizationPoint[];
  measure: Measure;
  now: Date;
}) {
  const { series, measure, now } = props;
  const t = useTexts();
  const locale = useLocale();
  // Colons are no part of a name that CSS refers to.
  const id = useId().replace(/:/g, '');
  const geometry = useMemo(
    () => geometryOf(series, measure, now),
    [series, measure, now],
  );
  const first = series[0];
  const last = series[series.length - 1];
  const day = (at: Date) =>
    at.toLocaleDateString(locale, { day: 'numeric', month: 'short' });
  const amount = (point: ModernizationPoint, category: 'vm' | 'container') =>
    amountText(point.figures[category], measure, locale, t);
  const tick = (at: Date) =>
    geometry.isShort
      ? at.toLocaleString(locale, {
          weekday: 'short',
          hour: 'numeric',
          minute: '2-digit',
        })
      : day(at);
  const { vm, container, times, values, labels } = geometry;
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      role="img"
      aria-label={chartText(first, last, measure, now, locale, t)}
    >
      <defs>
        <pattern
          id={`${id}-vm`}
          width={6}
          height={6}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line y2={6} className={styles.hatch} />
        </pattern>
        <pattern
          id={`${id}-container`}
          width={8}
          height={8}
          patternUnits="userSpaceOnUse"
        >
          <circle cx={2} cy={2} r={1} className={styles.dot} />
        </pattern>
      </defs>
      {values.map(({ y, value }) => (
        <g key={value}>
          <line
            x1={EDGE.left}
            x2={SIZE.width - EDGE.right}
            y1={y}
            y2={y}
            className={styles.grid}
          />
          <text x={EDGE.left - 8} y={y + 4} className={styles.value}>
            {valueText(value, measure, locale)}
          </text>
        </g>
      ))}
      {times.map(({ x, at }) => (
        <text
          key={at.getTime()}
          x={x}
          y={SIZE.height - 8}
          className={styles.time}
        >
          {tick(at)}
        </text>
      ))}
      <path d={container.area} fill={`url(#${id}-container)`} />
      <path d={container.line} className={styles.containerLine} />
      <path d={vm.area} fill={`url(#${id}-vm)`} />
      <path d={vm.line} className={styles.vmLine} />
      {(['container', 'vm'] as const).map(category => (
        <text key={category} x={labels.x} y={labels[category]}>
          <tspan className={styles.name}>
            {t(`modernization.category.${category}`)}
          </tspan>
          <tspan x={labels.x} dy={16} className={styles.amount}>
            {amount(last, category)}
          </tspan>
        </text>
      ))}
    </svg>
  );
}
