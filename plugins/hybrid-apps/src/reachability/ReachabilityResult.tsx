import { Text } from '@backstage/ui';
import {
  DirectionVerdict,
  Reachability,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KnowledgeStrip, VerdictMark } from '../components';
import { useTexts } from '../translation';
import { Rule } from './Rule';
import { VerdictNote } from './VerdictNote';
import styles from './reachability.module.css';

const HEADINGS = {
  allowed: 'policies.allowedBy',
  denied: 'policies.deniedBy',
  uncertain: 'policies.uncertainBecause',
} as const;

function Direction(props: { title: string; direction: DirectionVerdict }) {
  const t = useTexts();
  const { verdict, reason, deciding, overruled, nearest } = props.direction;
  return (
    <section className={styles.direction}>
      <h4>
        {props.title} <VerdictMark verdict={verdict} />
      </h4>
      <Text as="p" variant="body-medium">
        {reason}
      </Text>
      {deciding.length > 0 && (
        <>
          <Text as="p" variant="body-small" color="secondary">
            {t(HEADINGS[verdict])}
          </Text>
          {deciding.map((rule, index) => (
            <Rule key={index} rule={rule} />
          ))}
        </>
      )}
      {overruled.length > 0 && (
        <>
          <Text as="p" variant="body-small" color="secondary">
            {t('policies.overruled')}
          </Text>
          {overruled.map((rule, index) => (
            <Rule key={index} rule={rule} />
          ))}
        </>
      )}
      {nearest && (
        <>
          <Text as="p" variant="body-small" color="secondary">
            {t('policies.nearest')}
          </Text>
          <Rule rule={nearest.rule} />
          <Text as="p" variant="body-medium">
            {t('policies.lacked', { lacked: nearest.lacked })}
          </Text>
        </>
      )}
    </section>
  );
}

/** Whether one end reaches the other, and the rules that decide, per direction. */
export function ReachabilityResult(props: {
  reachability: Reachability;
  source: string;
  destination: string;
}) {
  const t = useTexts();
  const { reachability, source, destination } = props;
  return (
    <div className={styles.result}>
      <div role="status">
        <VerdictNote verdict={reachability.verdict}>
          {reachability.summary}
        </VerdictNote>
      </div>
      <Direction
        title={t('policies.leaving', { name: source })}
        direction={reachability.egress}
      />
      <Direction
        title={t('policies.entering', { name: destination })}
        direction={reachability.ingress}
      />
      <KnowledgeStrip knowledge={reachability.knowledge} />
    </div>
  );
}
