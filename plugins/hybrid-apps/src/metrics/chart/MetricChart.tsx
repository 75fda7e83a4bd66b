import { MetricsRange } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KeyboardEvent, PointerEvent, useId, useMemo, useState } from 'react';
import { useLocale } from '../../components';
import { useTexts } from '../../translation';
import { Chart, lastValue, timeOf } from '../charts';
import { chartText, lineTexts, timeText, valueText } from '../words';
import { EDGE, geometryOf, LABEL_LINE, placeAt, SIZE } from './geometry';
import styles from './chart.module.css';

/** Places that a key leads to, from one of so many. */
function placeAfter(key: string, place: number, count: number) {
  const by: Record<string, number> = {
    ArrowLeft: place - 1,
    ArrowDown: place - 1,
    ArrowRight: place + 1,
    ArrowUp: place + 1,
    PageDown: place - 10,
    PageUp: place + 10,
    Home: 0,
    End: count - 1,
  };
  const next = by[key];
  return next === undefined
    ? undefined
    : Math.min(count - 1, Math.max(0, next));
}

/**
 * What was used over time. Lines differ by how they are dashed and are named at
 * their ends, so that nothing hangs on colours; arrow keys and the pointer tell
 * the values at each time.
 */
export default function MetricChart(props: {
  /** Of what. */
  name: string;
  chart: Chart;
  range: MetricsRange;
  from: string;
  stepSeconds: number;
}) {
  const { name, chart, range, from, stepSeconds } = props;
  const t = useTexts();
  const locale = useLocale();
  const id = useId();
  const [place, setPlace] = useState<number>();
  const geometry = useMemo(
    () => geometryOf(chart, { from: new Date(from), stepSeconds }),
    [chart, from, stepSeconds],
  );
  const { group, unit, lines, marks } = chart;
  const count = lines[0].values.length;
  const shown = place ?? count - 1;
  const point = place === undefined ? undefined : geometry.at(place);
  const texts = lineTexts(chart, shown, locale, t);
  const told = `${timeText(timeOf(props, shown), range, locale)}: ${texts.join(
    ', ',
  )}`;
  /** What a line is called at its end, and its value below. */
  const endOf = (
    y: number,
    called: string,
    value: number | undefined,
    className?: string,
  ) => (
    <text x={geometry.labelX} y={y + 4} className={className}>
      {called}
      <tspan x={geometry.labelX} dy={LABEL_LINE}>
        {value !== undefined && valueText(value, unit, locale)}
      </tspan>
    </text>
  );

  function onKeyDown(event: KeyboardEvent) {
    const next = placeAfter(event.key, shown, count);
    if (next !== undefined) {
      event.preventDefault();
      setPlace(next);
    }
  }

  function onPointerMove(event: PointerEvent) {
    const box = event.currentTarget.getBoundingClientRect();
    if (box.width > 0) {
      const x = ((event.clientX - box.left) / box.width) * SIZE.width;
      setPlace(placeAt(x, count));
    }
  }

  return (
    <div className={styles.figure}>
      <div className={styles.told} aria-hidden>
        {told}
      </div>
      <span id={`${id}-help`} hidden>
        {t('metrics.chartHelp')}
      </span>
      <div
        className={styles.chart}
        role="slider"
        tabIndex={0}
        aria-label={t('metrics.chart', {
          group: t(`metrics.group.${group}`),
          name,
          summary: chartText(chart, locale, t),
        })}
        aria-describedby={`${id}-help`}
        aria-valuemin={0}
        aria-valuemax={count - 1}
        aria-valuenow={shown}
        aria-valuetext={told}
        onKeyDown={onKeyDown}
        onBlur={() => setPlace(undefined)}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setPlace(undefined)}
      >
        <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} aria-hidden>
          {geometry.values.map(({ y, value }) => (
            <g key={value}>
              <line
                x1={EDGE.left}
                x2={SIZE.width - EDGE.right}
                y1={y}
                y2={y}
                className={styles.grid}
              />
              <text x={EDGE.left - 6} y={y + 4} className={styles.value}>
                {valueText(value, unit, locale)}
              </text>
            </g>
          ))}
          {geometry.times.map(({ x, at }) => (
            <text
              key={at.getTime()}
              x={x}
              y={SIZE.height - 6}
              className={styles.time}
            >
              {timeText(at, range, locale)}
            </text>
          ))}
          {geometry.marks.map(({ y, label }, n) => {
            const { name: mark, value } = marks[n];
            const called = t(`metrics.mark.${mark}`);
            return (
              <g key={mark}>
                {y !== undefined && (
                  <line
                    x1={EDGE.left}
                    x2={SIZE.width - EDGE.right}
                    y1={y}
                    y2={y}
                    className={styles.mark}
                    data-mark={mark}
                  />
                )}
                {endOf(
                  label,
                  y === undefined
                    ? t('metrics.above', { label: called })
                    : called,
                  value,
                )}
              </g>
            );
          })}
          {geometry.lines.map(({ way, label }, n) => {
            const { name: series, values } = lines[n];
            return (
              <g key={series}>
                <path d={way} className={styles.line} data-line={n} />
                {endOf(
                  label,
                  t(`metrics.series.${series}`),
                  lastValue(values),
                  styles.name,
                )}
              </g>
            );
          })}
          {point && (
            <>
              <line
                x1={point.x}
                x2={point.x}
                y1={EDGE.top}
                y2={SIZE.height - EDGE.bottom}
                className={styles.cross}
              />
              {point.y.map(
                (y, n) =>
                  y !== undefined && (
                    <circle
                      key={lines[n].name}
                      cx={point.x}
                      cy={y}
                      r={3}
                      className={styles.point}
                    />
                  ),
              )}
            </>
          )}
        </svg>
      </div>
    </div>
  );
}
