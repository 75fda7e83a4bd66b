import { Alert, Text } from '@backstage/ui';
import { AppHours } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useLocale } from '../../components';
import { useTexts } from '../../translation';
import { daysOf, momentOf } from './words';

/** In which hours the app is to run, and what comes next. */
export function HoursLine({ hours: told }: { hours: AppHours }) {
  const t = useTexts();
  const locale = useLocale();
  const { hours, problem, next, last } = told;
  if (problem !== undefined || !hours) {
    return (
      <Alert
        status="warning"
        icon
        title={t('plans.hours.problem')}
        description={problem}
      />
    );
  }
  const { timeZone } = hours;
  return (
    <>
      <Text as="p" variant="body-small">
        {[
          t('plans.hours.runs', {
            days: daysOf(hours.days, locale),
            from: hours.from,
            to: hours.to,
            timeZone,
          }),
          next &&
            t(`plans.hours.next.${next.kind}`, {
              at: momentOf(next.at, timeZone, locale),
            }),
        ]
          .filter(Boolean)
          .join('; ')}
      </Text>
      {last?.message && (
        <Text as="p" variant="body-small">
          {t(`plans.hours.last.${last.kind}`, {
            at: momentOf(last.at, timeZone, locale),
            message: last.message,
          })}
        </Text>
      )}
    </>
  );
}
