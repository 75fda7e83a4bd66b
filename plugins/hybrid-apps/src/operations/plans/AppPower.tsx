import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import { asError, hybridAppsApiRef, isTakenBack, useApp } from '../../api';
import { useTexts } from '../../translation';
import { HoursLine } from './HoursLine';
import { PlanDialog, Wanted } from './PlanDialog';
import { PlanProgress } from './PlanProgress';
import { isOpen, usePlans } from './usePlans';
import styles from './plans.module.css';

/** Stops and starts the app as a whole, and tells all who look how that goes on. */
export function AppPower() {
  const t = useTexts();
  const api = useApi(hybridAppsApiRef);
  const { app } = useApp();
  const { value, error: loadError, refresh } = usePlans();
  const [wanted, setWanted] = useState<Wanted>();
  const [error, setError] = useState<Error>();
  const opener = useRef<HTMLElement | null>(null);
  // Once the dialog is gone, which keeps the focus as long as it is there.
  useEffect(() => {
    if (!wanted && opener.current) {
      opener.current.focus({ preventScroll: true });
      opener.current = null;
    }
  }, [wanted]);

  const want = (next: Wanted, from: HTMLElement | null) => {
    opener.current = from;
    setError(undefined);
    setWanted(next);
  };
  const press = (kind: Wanted['kind']) => () =>
    want(
      { kind },
      document.activeElement instanceof HTMLElement
        ? document.activeElement
        : null,
    );
  async function cancel(id: string) {
    setError(undefined);
    try {
      await api.cancelPlan(app, id);
    } catch (thrown) {
      setError(asError(thrown));
    }
    refresh();
  }

  const plan = value?.items[0];
  // Who may not see the app is told so by all else that is shown of it.
  const isRefused = loadError !== undefined && isTakenBack(loadError);
  const failed = error ?? (value || isRefused ? undefined : loadError);
  return (
    <div className={styles.power}>
      {value?.hours && <HoursLine hours={value.hours} />}
      {plan && (
        <PlanProgress
          plan={plan}
          onCancel={() => cancel(plan.id)}
          onWant={want}
        />
      )}
      {failed && (
        <Alert status="warning" icon role="alert" title={failed.message} />
      )}
      {value && !(plan && isOpen(plan)) && (
        <div className={styles.buttons}>
          <Button size="small" variant="secondary" onPress={press('stop')}>
            {t('plans.stopButton')}
          </Button>
          <Button size="small" variant="secondary" onPress={press('start')}>
            {t('plans.startButton')}
          </Button>
        </div>
      )}
      {wanted && (
        <PlanDialog
          wanted={wanted}
          onStarted={() => {
            setWanted(undefined);
            refresh();
          }}
          onClose={() => setWanted(undefined)}
        />
      )}
    </div>
  );
}
