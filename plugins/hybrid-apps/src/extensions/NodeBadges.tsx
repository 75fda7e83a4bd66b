import { RiErrorWarningLine } from '@remixicon/react';
import { ReadAloud } from '../components';
import { useTexts } from '../translation';
import { ShownBadge } from './ask';
import { Contain } from './ExtensionFailed';
import styles from './badges.module.css';

/** One badge: its word, or its icon with the word for screen readers. */
function Badge(props: { badge: Omit<ShownBadge, 'id'> }) {
  const { text, icon, iconOnly, tone = 'neutral', description } = props.badge;
  return (
    <span
      className={styles.badge}
      data-tone={tone}
      title={[text, description].filter(Boolean).join(': ')}
    >
      {icon && (
        <span className={styles.icon} aria-hidden>
          {icon}
        </span>
      )}
      {icon && iconOnly ? (
        <ReadAloud>{text}</ReadAloud>
      ) : (
        <span className={styles.word}>{text}</span>
      )}
      {description && <ReadAloud>: {description}</ReadAloud>}
    </span>
  );
}

/** The badges of a node, of which each fails by itself. */
export function NodeBadges({ badges }: { badges: readonly ShownBadge[] }) {
  const t = useTexts();
  return (
    <>
      {badges.map(({ id, ...badge }) => (
        <Contain
          key={id}
          instead={({ message }) => (
            <Badge
              badge={{
                text: t('extensions.failed', { id }),
                icon: <RiErrorWarningLine />,
                iconOnly: true,
                tone: 'warning',
                description: message,
              }}
            />
          )}
        >
          <Badge badge={badge} />{' '}
        </Contain>
      ))}
    </>
  );
}
