import { useApi } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import {
  Plan,
  PlanKind,
  PlanPreview,
  PlanPreviewStep,
  PlanTold,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useEffect, useState } from 'react';
import { asError, hybridAppsApiRef, useApp } from '../../api';
import { KnowledgeStrip, Loading, newId } from '../../components';
import { useTexts } from '../../translation';
import { calledAs, doesTo, inStages } from './words';
import styles from './plans.module.css';

/** What somebody wants a plan for. */
export interface Wanted {
  kind: PlanKind;
  /** The plan that it takes back. */
  goesBack?: string;
}

function StepLine(props: {
  step: PlanPreviewStep;
  kind: PlanKind;
  onExclude: () => void;
}) {
  const t = useTexts();
  const { step, kind, onExclude } = props;
  const name = calledAs(step.object, t);
  const after = [...new Set(step.after.map(({ object }) => object))];
  return (
    <li className={styles.step}>
      <div className={styles.what}>
        <div>
          <strong>{name}</strong>: {doesTo(step, kind, t)}
        </div>
        {after.length > 0 && (
          <div className={styles.why}>
            {t(`plans.after.${kind}`, {
              names: after.map(one => calledAs(one, t)).join(', '),
            })}
          </div>
        )}
      </div>
      <Button
        size="small"
        variant="tertiary"
        aria-label={t('plans.excludeOne', { name })}
        onPress={onExclude}
      >
        {t('plans.exclude')}
      </Button>
    </li>
  );
}

function ToldList(props: { title: string; items: readonly PlanTold[] }) {
  const t = useTexts();
  const { title, items } = props;
  return items.length > 0 ? (
    <section>
      <Text as="h3" variant="body-medium" weight="bold">
        {title}
      </Text>
      <ul className={styles.list}>
        {items.map(({ object, why }) => (
          <li key={object}>
            <strong>{calledAs(object, t)}</strong>: {why}
          </li>
        ))}
      </ul>
    </section>
  ) : null;
}

function PreviewView(props: {
  preview: PlanPreview;
  onExclude: (ids: readonly string[]) => void;
}) {
  const t = useTexts();
  const { preview, onExclude } = props;
  const { kind, possible, why, steps, refused, leftAlone, cycles } = preview;
  return (
    <>
      {!possible && <Alert status="info" icon title={why ?? ''} />}
      {inStages(steps).map((stage, index) => (
        <section key={stage[0].object}>
          <Text as="h3" variant="body-medium" weight="bold">
            {t('plans.stage', { n: String(index + 1) })}
          </Text>
          <ul className={styles.list}>
            {stage.map(step => (
              <StepLine
                key={step.object}
                step={step}
                kind={kind}
                onExclude={() => onExclude([step.object])}
              />
            ))}
          </ul>
        </section>
      ))}
      <ToldList title={t('plans.refused')} items={refused} />
      {refused.length > 0 && (
        <Button
          variant="secondary"
          size="small"
          onPress={() => onExclude(refused.map(({ object }) => object))}
        >
          {t('plans.excludeRefused')}
        </Button>
      )}
      <ToldList title={t('plans.leftAlone')} items={leftAlone} />
      {cycles.map(cycle => (
        <Text key={cycle[0]} as="p" variant="body-small">
          {t('plans.cycle', {
            names: cycle.map(one => calledAs(one, t)).join(', '),
          })}
        </Text>
      ))}
      {preview.isCut && (
        <Text as="p" variant="body-small">
          {t('plans.isCut')}
        </Text>
      )}
      <KnowledgeStrip knowledge={preview.knowledge} />
    </>
  );
}

/** Tells what would be done to stop or start the app, and has it confirmed. */
export function PlanDialog(props: {
  wanted: Wanted;
  onStarted: (plan: Plan) => void;
  onClose: () => void;
}) {
  const t = useTexts();
  const { wanted, onStarted, onClose } = props;
  const { kind, goesBack } = wanted;
  const api = useApi(hybridAppsApiRef);
  const { app } = useApp();
  const [exclude, setExclude] = useState<readonly string[]>([]);
  const [preview, setPreview] = useState<PlanPreview>();
  const [error, setError] = useState<Error>();
  const [round, setRound] = useState(0);
  const [isSending, setIsSending] = useState(false);

  useEffect(() => {
    const abort = new AbortController();
    api
      .queryPlan(
        app,
        { kind, exclude: [...exclude], ...(goesBack && { goesBack }) },
        { signal: abort.signal },
      )
      .then(setPreview)
      .catch(thrown => {
        if (!abort.signal.aborted) {
          setError(asError(thrown));
        }
      });
    return () => abort.abort();
  }, [api, app, kind, goesBack, exclude, round]);

  async function confirm() {
    if (!preview || isSending) {
      return;
    }
    setIsSending(true);
    setError(undefined);
    try {
      onStarted(
        await api.startPlan(app, {
          id: newId(),
          kind,
          exclude: [...exclude],
          basis: preview.basis,
          ...(goesBack && { goesBack }),
        }),
      );
    } catch (thrown) {
      setError(asError(thrown));
      // The app is not as it was told, or somebody else was first.
      setRound(before => before + 1);
    }
    setIsSending(false);
  }

  const title = goesBack ? t('plans.back') : t(`plans.${kind}`);
  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          <Text as="p">{t(`plans.will.${kind}`)}</Text>
          {error && (
            <Alert status="danger" icon role="alert" title={error.message} />
          )}
          {preview ? (
            <PreviewView
              preview={preview}
              onExclude={ids => setExclude(before => [...before, ...ids])}
            />
          ) : (
            !error && <Loading height={120} />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button
          variant="secondary"
          // What is easily regretted is not done by a key too many.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          onPress={onClose}
        >
          {t('operations.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive={kind === 'stop'}
          isDisabled={!preview?.possible || isSending}
          onPress={confirm}
        >
          {t(`plans.confirm.${kind}`)}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
