import { ClusterDetails } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useId, useMemo } from 'react';
import { Sideways } from '../components';
import { useTexts } from '../translation';
import { BOX, Box, diagramOf, Line } from './diagram';
import styles from './clusters.module.css';

/** A label's width is guessed by its letters, as nothing measures them. */
const LETTER = 7;

function PortLine({
  line,
  arrow,
  port,
}: {
  line: Line;
  arrow: string;
  port: string;
}) {
  const { from, to, isEncrypted } = line;
  const x = (from.x + to.x) / 2;
  const y = (from.y + to.y) / 2;
  const width = port.length * LETTER + 8;
  return (
    <g>
      <line
        className={styles.way}
        x1={from.x}
        y1={from.y}
        x2={to.x}
        y2={to.y}
        strokeDasharray={isEncrypted ? undefined : '5 4'}
        markerEnd={`url(#${arrow})`}
      />
      <rect
        className={styles.behind}
        x={x - width / 2}
        y={y - 9}
        width={width}
        height={18}
      />
      <text className={styles.port} x={x} y={y + 4} textAnchor="middle">
        {port}
      </text>
    </g>
  );
}

function EndBox({ box }: { box: Box }) {
  const t = useTexts();
  const { end, x, y, own } = box;
  const middle = x + BOX.width / 2;
  return (
    <g>
      <rect
        className={styles.box}
        x={x}
        y={y}
        width={BOX.width}
        height={BOX.height}
        rx={6}
      />
      <text
        className={styles.end}
        x={middle}
        y={y + (own.length > 0 ? 19 : 28)}
        textAnchor="middle"
      >
        {t(`clusters.end.${end}`)}
      </text>
      {own.length > 0 && (
        <text className={styles.port} x={middle} y={y + 36} textAnchor="middle">
          ↻ {own.slice(0, 3).join(', ')}
          {own.length > 3 && ' …'}
        </text>
      )}
    </g>
  );
}

/** Who talks to whom as a picture, for who sees it; the table below it has all of it in words. */
export function WaysDiagram({ ways }: { ways: ClusterDetails['ways'] }) {
  const t = useTexts();
  const arrow = useId();
  const { width, height, boxes, lines } = useMemo(
    () => diagramOf(ways),
    [ways],
  );
  return (
    <figure className={styles.figure}>
      <Sideways>
        <svg
          role="img"
          aria-label={t('clusters.ways.diagram')}
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
        >
          <defs>
            <marker
              id={arrow}
              viewBox="0 0 8 8"
              refX="8"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              orient="auto-start-reverse"
            >
              <path className={styles.arrow} d="M0 0 8 4 0 8z" />
            </marker>
          </defs>
          {lines.map(line => (
            <PortLine
              key={line.id}
              line={line}
              arrow={arrow}
              port={
                line.port === 'any' ? t('clusters.ways.anyPort') : line.port
              }
            />
          ))}
          {boxes.map(box => (
            <EndBox key={box.end} box={box} />
          ))}
        </svg>
      </Sideways>
      <figcaption className={styles.why}>
        {t('clusters.ways.legend')}
      </figcaption>
    </figure>
  );
}
