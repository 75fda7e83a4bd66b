import { Text } from '@backstage/ui';
import { Peer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { VerdictNote } from '../reachability';
import { Translate, useTexts } from '../translation';
import { AllPorts, Told, ToldOfSome } from './allPorts';
import { pairsText, peerName } from './connections';
import styles from './policies.module.css';

const SENTENCES = {
  allowed: 'policies.reaches',
  denied: 'policies.reachesNot',
  uncertain: 'policies.reachesMaybe',
} as const;

const NEEDS_PORT = {
  address: 'policies.addressNeedsPort',
  foreign: 'policies.foreignNeedsPort',
  within: 'policies.withinNeedsPort',
} as const;

interface Ends {
  source: string;
  destination: string;
}

/** What is told of a way, as sentences. */
export function sentencesOf(told: Told, ends: Ends, t: Translate): string {
  const { verdict, ports, elseDenied, reason, between, pairs } = told;
  const [from, to] = between ?? [];
  const sentence =
    verdict === 'denied' && !ports
      ? t('policies.reachesOnNone', ends)
      : t(SENTENCES[verdict], {
          ...ends,
          ports: ports ?? t('policies.everyPort'),
        });
  return [
    sentence,
    from && to && t('policies.betweenClusters', { from, to }),
    elseDenied && t('policies.elseDenied'),
    pairs && t('policies.notAll', { pairs: pairsText({ verdict, pairs }, t) }),
    reason,
  ]
    .filter(Boolean)
    .join(' ');
}

const namesOf = (members: Peer[], t: Translate) =>
  members.map(peer => peerName(peer, t)).join(', ');

function Some({ told, ends }: { told: ToldOfSome; ends: Ends }) {
  const t = useTexts();
  const { end, members, verdict } = told;
  const part = t('policies.partOf', { name: ends[end] });
  return (
    <VerdictNote verdict={verdict}>
      {sentencesOf(told, { ...ends, [end]: part }, t)}
      <Text as="p" variant="body-small">
        {namesOf(members, t)}
      </Text>
    </VerdictNote>
  );
}

/** Whether one end reaches the other, on which ports, before a rule is asked for. */
export function AllPortsAnswer(props: {
  answer: AllPorts;
  source: string;
  destination: string;
  hasPort: boolean;
}) {
  const t = useTexts();
  const { answer, source, destination, hasPort } = props;
  if ('needsPort' in answer) {
    return (
      <Text as="p" color="secondary">
        {t(NEEDS_PORT[answer.needsPort])}
      </Text>
    );
  }
  const { told, hasRules } = answer;
  const ends = { source, destination };
  const [only, ...more] = told;
  return (
    <div className={styles.allPorts} role="status">
      {more.length === 0 ? (
        <VerdictNote verdict={only.verdict}>
          {sentencesOf(only, ends, t)}
        </VerdictNote>
      ) : (
        told.map((each, index) => <Some key={index} told={each} ends={ends} />)
      )}
      {(!hasRules || !hasPort) && (
        <Text as="p" variant="body-small" color="secondary">
          {t(hasRules ? 'policies.portForRules' : 'policies.oneForRules')}
        </Text>
      )}
    </div>
  );
}
