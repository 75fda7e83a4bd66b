import { Alert } from '@backstage/ui';
import { useMemo } from 'react';
import { Loading } from '../components';
import { WholeToggle, useWhole } from '../policies/WholeToggle';
import { useTexts } from '../translation';
import { ChangesTable } from './ChangesTable';
import { CopyButton } from './CopyButton';
import { EffectMark } from './EffectMark';
import { countEffects, foldChanges, tellChanges } from './effects';
import { changesMarkdown } from './markdown';
import { Answer } from './usePreview';
import styles from './preview.module.css';

function ToldChanges({ changes, omitted }: Extract<Answer, { state: 'told' }>) {
  const t = useTexts();
  const told = useMemo(() => tellChanges(changes), [changes]);
  const folded = useMemo(() => foldChanges(told), [told]);
  const [whole] = useWhole();
  const markdown = useMemo(() => changesMarkdown(told, t), [told, t]);
  if (told.length === 0) {
    return (
      <Alert
        status="info"
        icon
        role="status"
        title={t('preview.none')}
        description={t('preview.noneHelp')}
      />
    );
  }
  return (
    <>
      <div className={styles.ask}>
        <div role="status" className={styles.result}>
          <ul className={styles.counts}>
            {countEffects(told).map(({ effect, count }) => (
              <li key={effect}>
                <EffectMark
                  effect={effect}
                  text={t(`preview.count.${effect}`, { count })}
                />
              </li>
            ))}
          </ul>
        </div>
        {folded.length < told.length && <WholeToggle />}
        <CopyButton text={markdown} label={t('preview.copy')} />
      </div>
      {omitted > 0 && (
        <p role="status" className={styles.outdated}>
          {t('preview.omitted', { count: omitted })}
        </p>
      )}
      <ChangesTable changes={whole ? told : folded} />
    </>
  );
}

/** What the backend answered, through all the states that it can be in. */
export function Changes(props: {
  answer: Answer;
  /** Whether the answer is to something else than what stands above. */
  outdated: boolean;
}) {
  const t = useTexts();
  const { answer, outdated } = props;
  switch (answer.state) {
    case 'none':
      return null;
    case 'asking':
      return <Loading height={120} />;
    case 'failed':
      return (
        <Alert
          status="danger"
          icon
          role="alert"
          title={t('preview.failed')}
          description={answer.error.message}
        />
      );
    default:
      return (
        <div className={styles.answer}>
          {outdated && (
            <p className={styles.outdated}>{t('preview.outdated')}</p>
          )}
          <ToldChanges {...answer} />
        </div>
      );
  }
}
