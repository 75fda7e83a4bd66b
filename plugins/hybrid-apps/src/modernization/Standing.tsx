import { Text } from '@backstage/ui';
import { ModernizationPoint } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useLocale } from '../components';
import { useTexts } from '../translation';
import { amountOf, amountText, chartText, Measure } from './words';
import styles from './modernization.module.css';

/**
 * How much is in VMs and how much in containers, where that never changed since it
 * was first recorded: two bars, named and hatched so that nothing hangs on colours.
 */
export function Standing(props: {
  point: ModernizationPoint;
  measure: Measure;
  now: Date;
}) {
  const { point, measure, now } = props;
  const { at, figures } = point;
  const t = useTexts();
  const locale = useLocale();
  const most = Math.max(
    amountOf(figures.vm, measure).value,
    amountOf(figures.container, measure).value,
  );
  return (
    <>
      <div
        role="img"
        aria-label={chartText(point, point, measure, now, locale, t)}
        className={styles.bars}
      >
        {(['vm', 'container'] as const).map(category => {
          const { value } = amountOf(figures[category], measure);
          return (
            <div key={category} className={styles.barRow}>
              <Text weight="bold">
                {t(`modernization.category.${category}`)}
              </Text>
              <span className={styles.track}>
                <span
                  className={styles.bar}
                  data-category={category}
                  style={{ width: most > 0 ? `${(100 * value) / most}%` : 0 }}
                />
              </span>
              <Text>{amountText(figures[category], measure, locale, t)}</Text>
            </div>
          );
        })}
      </div>
      <Text as="p" color="secondary">
        {t('modernization.noChange', {
          time: new Date(at).toLocaleString(locale, {
            dateStyle: 'medium',
            timeStyle: 'short',
          }),
        })}
      </Text>
    </>
  );
}
