import { Alert, Button, Skeleton, Text } from '@backstage/ui';
import { ReactNode } from 'react';
import { Live } from '../api/useLive';
import { useTexts } from '../translation';
import { Interrupted } from './Interrupted';
import { Notice } from './Notice';
import { useLocale } from './useLocale';
import styles from './states.module.css';

/** What is asked for, which says who may see it. */
type About = 'app' | 'cluster';

/** Why something could not be loaded, and what to do about it. */
export function LoadFailed(props: {
  error: Error;
  /** An app unless told. */
  about?: About;
  onRetry: () => void;
}) {
  const t = useTexts();
  const { error, about = 'app', onRetry } = props;
  if (error.name === 'NotAllowedError') {
    return (
      <Alert
        status="info"
        icon
        title={t(`state.notAllowed.${about}`)}
        description={t(`state.notAllowedHelp.${about}`)}
      />
    );
  }
  const missing = error.name === 'NotFoundError';
  return (
    <Alert
      status={missing ? 'info' : 'danger'}
      icon
      role="alert"
      title={missing ? t(`state.notFound.${about}`) : t('state.failed')}
      description={
        missing
          ? `${error.message}. ${t(`state.notFoundHelp.${about}`)}`
          : error.message
      }
      customActions={
        <Button size="small" variant="secondary" onPress={onRetry}>
          {t('state.retry')}
        </Button>
      }
    />
  );
}

/** Lines that stand where content is going to be. */
export function Loading(props: { height?: number }) {
  const t = useTexts();
  return (
    <div role="status" className={styles.loading}>
      <Text>{t('state.loading')}</Text>
      <Skeleton width="100%" height={props.height ?? 240} />
    </div>
  );
}

/**
 * Shows live content through all of its states: loading, failed, there, and
 * there but no longer fresh, or not as soon as it changes.
 */
export function LiveView<T>(props: {
  live: Live<T>;
  /** What it is of; an app unless told. */
  about?: About;
  /** The height, in pixels, that the content is going to have about. */
  height?: number;
  children: (value: T) => ReactNode;
}) {
  const t = useTexts();
  const locale = useLocale();
  const { live, about, height, children } = props;
  if (live.value === undefined) {
    return live.error ? (
      <LoadFailed error={live.error} about={about} onRetry={live.refresh} />
    ) : (
      <Loading height={height} />
    );
  }
  return (
    <div className={styles.stack}>
      <Notice about="stale">
        {live.error && (
          <Alert
            status="warning"
            icon
            title={t('state.stale')}
            description={t('state.staleSince', {
              time: live.asOf?.toLocaleTimeString(locale) ?? '',
              message: live.error.message,
            })}
            customActions={
              <Button size="small" variant="secondary" onPress={live.refresh}>
                {t('state.retry')}
              </Button>
            }
          />
        )}
      </Notice>
      <Interrupted>{children(live.value)}</Interrupted>
    </div>
  );
}
