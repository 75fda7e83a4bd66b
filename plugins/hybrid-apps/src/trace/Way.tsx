import { Text } from '@backstage/ui';
import {
  Topology,
  TraceWay,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useTexts } from '../translation';
import { Hops, OpenObject } from './Hops';
import { TraceMark } from './TraceMark';
import styles from './trace.module.css';

const SUMMARIES = {
  passes: 'trace.summaryPasses',
  breaks: 'trace.summaryBreaks',
  unknown: 'trace.summaryUnknown',
} as const;

/** One way of a request: by what it comes in, each hop, and each endpoint in the end. */
export function Way(props: {
  way: TraceWay;
  topology: Topology;
  onOpen: OpenObject;
}) {
  const t = useTexts();
  const { way, ...rest } = props;
  const { entry, host, state, hops, ends, more, cluster } = way;
  const name = t('trace.object', { kind: entry.kind, name: entry.name });
  const isBroken = hops.some(hop => hop.state === 'breaks');
  const [only] = ends;
  // One endpoint is the last part of the same list.
  const isOne = ends.length === 1 && more === 0;
  return (
    <section className={styles.way}>
      <h4>
        {host ? t('trace.way', { entry: name, host }) : name}{' '}
        <Text variant="body-small" color="secondary">
          {cluster}
        </Text>
      </h4>
      <div role="status" className={styles.summary}>
        <TraceMark state={state} />
        <span>{t(SUMMARIES[state])}</span>
      </div>
      <Hops hops={isOne ? [...hops, ...only.hops] : hops} {...rest} />
      {!isOne &&
        ends.map((end, index) => (
          <section key={index} className={styles.end}>
            <h5>
              {t('trace.end', {
                n: String(index + 1),
                total: String(ends.length + more),
              })}
            </h5>
            <Hops hops={end.hops} isBeyond={isBroken} {...rest} />
          </section>
        ))}
      {more > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('trace.moreEnds', { count: more })}
        </Text>
      )}
    </section>
  );
}
