import { ButtonIcon } from '@backstage/ui';
import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseLine,
  RiLoader4Line,
} from '@remixicon/react';
import { useTexts } from '../../translation';
import { Asked, useActs } from './ActsProvider';
import { saidOf } from './words';
import styles from './acts.module.css';

const iconOf = (state: Asked['state']) => {
  switch (state) {
    case 'sending':
    case 'asked':
    case 'taken':
      return RiLoader4Line;
    case 'done':
      return RiCheckboxCircleFill;
    default:
      return RiAlertFill;
  }
};

/** How an act is that was asked for. */
export function ActLine(props: {
  asked: Asked;
  /** Whether its object is named: where it is one of several. */
  named?: boolean;
  /** Without it, the line goes with the others. */
  onDismiss?: () => void;
}) {
  const t = useTexts();
  const { named, onDismiss } = props;
  const { offer, name, state, message } = props.asked;
  const { label, did } = saidOf(offer, name, t);
  const Icon = iconOf(state);
  return (
    <div className={styles.line} data-state={state}>
      <Icon size={16} aria-hidden />
      <div className={styles.what}>
        {`${named ? name : label}: `}
        {state === 'done' ? did : t(`operations.state.${state}`)}
        {message && (
          <div>
            {state === 'lost' ? t('operations.lost', { message }) : message}
          </div>
        )}
      </div>
      {onDismiss && (
        <ButtonIcon
          size="small"
          variant="tertiary"
          icon={<RiCloseLine />}
          aria-label={t('operations.dismiss', { label })}
          onPress={onDismiss}
        />
      )}
    </div>
  );
}

/** How the acts are that were asked for on an object. They are read out as they change. */
export function ActLines({ object }: { object: string }) {
  const acts = useActs();
  return acts ? (
    // It is there before its words, so that they are read out.
    <div role="status" className={styles.told}>
      {acts.asked
        .filter(one => one.object === object)
        .map(one => (
          <ActLine
            key={one.id}
            asked={one}
            onDismiss={() => acts.dismiss(one.id)}
          />
        ))}
    </div>
  ) : null;
}
