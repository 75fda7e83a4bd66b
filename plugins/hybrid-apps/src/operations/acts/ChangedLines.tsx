import { Text, VisuallyHidden } from '@backstage/ui';
import { ActPreview } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useTexts } from '../../translation';
import styles from './acts.module.css';

type Line = ActPreview['lines'][number];

const SIGNS: Record<Line['is'], string> = {
  added: '+',
  removed: '−',
  same: ' ',
  leftOut: '⋯',
};

/** What a choice changes, line by line: by a sign and a word, and by colour besides. */
export function ChangedLines({ lines }: Pick<ActPreview, 'lines'>) {
  const t = useTexts();
  const count = (is: Line['is']) => lines.filter(line => line.is === is).length;
  if (lines.length === 0) {
    return <Text as="p">{t('operations.changes.none')}</Text>;
  }
  return (
    <div>
      <Text as="p">
        {t('operations.changes.told', {
          added: String(count('added')),
          removed: String(count('removed')),
        })}
      </Text>
      {/* Text, whatever the cluster says; never HTML. */}
      <pre
        className={styles.changes}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
        tabIndex={0}
        aria-label={t('operations.changes.label')}
      >
        {lines.map(({ is, text }, index) => (
          // Two may be the same.
          // eslint-disable-next-line react/no-array-index-key
          <div key={index} data-is={is}>
            <span aria-hidden className={styles.sign}>
              {SIGNS[is]}
            </span>
            {is !== 'same' && (
              <VisuallyHidden>{t(`operations.changes.${is}`)} </VisuallyHidden>
            )}
            {text}
          </div>
        ))}
      </pre>
    </div>
  );
}
