import { Button } from '@backstage/ui';
import {
  Plan,
  PlanStep,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiLoader4Line,
  RiSkipForwardLine,
  RiTimeLine,
} from '@remixicon/react';
import { RelativeTime } from '../../components';
import { useTexts } from '../../translation';
import { personName } from '../consoles/words';
import { isOpen } from './usePlans';
import { Wanted } from './PlanDialog';
import { calledAs } from './words';
import styles from './plans.module.css';

const ICONS: Record<PlanStep['state'], typeof RiTimeLine> = {
  waiting: RiTimeLine,
  begun: RiLoader4Line,
  done: RiCheckboxCircleFill,
  failed: RiAlertFill,
  skipped: RiSkipForwardLine,
};

function StepLine({ step }: { step: PlanStep }) {
  const t = useTexts();
  const Icon = ICONS[step.state];
  return (
    <li className={styles.step} data-state={step.state}>
      <Icon size={16} aria-hidden />
      <div className={styles.what}>
        {calledAs(step.object, t)}: {t(`plans.step.${step.state}`)}
        {step.message && <div className={styles.why}>{step.message}</div>}
      </div>
    </li>
  );
}

/** How a plan goes on, and what can be done about it. */
export function PlanProgress(props: {
  plan: Plan;
  onCancel: () => void;
  onWant: (wanted: Wanted, opener: HTMLElement | null) => void;
}) {
  const t = useTexts();
  const { plan, onCancel, onWant } = props;
  const { kind, state, steps, askedBy } = plan;
  const done = steps.filter(one => ['done', 'skipped'].includes(one.state));
  const isBroken = state === 'failed' || state === 'cancelled';
  const want = (wanted: Wanted) => () =>
    onWant(
      wanted,
      document.activeElement instanceof HTMLElement
        ? document.activeElement
        : null,
    );
  return (
    <section aria-label={t(`plans.${kind}`)} className={styles.progress}>
      {/* It is there before its words change, so that they are read out. */}
      <div role="status">
        {t(`plans.state.${kind}.${state}`, {
          done: String(done.length),
          all: String(steps.length),
        })}
      </div>
      <div className={styles.why}>
        {plan.dueAt !== undefined
          ? t('plans.byHours')
          : t('plans.by', { name: personName(askedBy) })}{' '}
        <RelativeTime at={plan.askedAt} />
        {plan.cancelBy &&
          `; ${t('plans.cancelBy', { name: personName(plan.cancelBy) })}`}
      </div>
      {(isOpen(plan) || isBroken) && (
        <ul className={styles.list}>
          {steps.map(step => (
            <StepLine key={step.object} step={step} />
          ))}
        </ul>
      )}
      <div className={styles.buttons}>
        {state === 'running' && (
          <Button size="small" variant="secondary" onPress={onCancel}>
            {t('plans.cancel')}
          </Button>
        )}
        {isBroken && (
          <>
            <Button
              size="small"
              variant="secondary"
              onPress={want({
                kind: kind === 'stop' ? 'start' : 'stop',
                goesBack: plan.id,
              })}
            >
              {t('plans.goBack')}
            </Button>
            <Button size="small" variant="secondary" onPress={want({ kind })}>
              {t('plans.goOn')}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}
