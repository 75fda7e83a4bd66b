import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { ActDone } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiFlashlightLine } from '@remixicon/react';
import { RelativeTime, useLocale } from '../components';
import { saidOf } from '../operations/acts';
import { useTexts } from '../translation';
import { About } from './About';
import { objectIn } from './filter';
import styles from './history.module.css';

const inWords = (input: Record<string, unknown>) =>
  Object.entries(input)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ');

/** What somebody did to an object, and how it ended. */
export function ActEntry({ act }: { act: ActDone }) {
  const t = useTexts();
  const locale = useLocale();
  const { name } = objectIn(act.object);
  const { label, did } = saidOf({ act: act.act }, name, t);
  return (
    <li className={styles.change}>
      <RiFlashlightLine size={18} aria-hidden />
      <span className={styles.time}>
        {new Date(act.askedAt).toLocaleTimeString(locale)}{' '}
        <span className={styles.secondary}>
          <RelativeTime at={act.askedAt} />
        </span>
      </span>
      <div className={styles.what}>
        <Text as="p">
          {[
            t('operations.actedOn', { label, name }),
            act.input && t('operations.with', { input: inWords(act.input) }),
          ]
            .filter(Boolean)
            .join(' ')}
        </Text>
        <Text as="p" variant="body-small">
          {[
            act.state === 'done' ? did : t(`operations.state.${act.state}`),
            act.message,
          ]
            .filter(Boolean)
            .join(' ')}
        </Text>
      </div>
      <span>
        <About component={act.object} />
      </span>
      <span className={styles.secondary}>
        <EntityRefLink entityRef={act.askedBy} />
      </span>
    </li>
  );
}
