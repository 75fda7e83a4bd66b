import { toError } from '@backstage/errors';
import { ExtensionBoundary } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  ButtonLink,
  Tooltip,
  TooltipTrigger,
  VisuallyHidden,
} from '@backstage/ui';
import { useId, useState } from 'react';
import {
  Contain,
  ExtensionFailed,
  extensionsFor,
  TopologyAct,
  TopologyActProps,
  TopologyTarget,
} from '../../extensions';
import { ObjectActs, useActs } from '../../operations/acts';
import { useTexts } from '../../translation';
import { TopologyParamChanges } from '../useTopologyParams';
import { isReal } from '../view';
import { OwnAct, useOwnActs } from './useOwnActs';
import styles from './acts.module.css';

type Look = Pick<TopologyActProps, 'label' | 'icon'>;

/** Keeps its place and the focus, and says why it does nothing. */
function Unavailable({ label, icon, reason }: Look & { reason: string }) {
  const reasonId = useId();
  return (
    <>
      <TooltipTrigger delay={0}>
        <Button
          size="small"
          variant="secondary"
          iconStart={icon}
          aria-disabled
          aria-describedby={reasonId}
          className={styles.unavailable}
        >
          {label}
        </Button>
        <Tooltip>{reason}</Tooltip>
      </TooltipTrigger>
      <VisuallyHidden id={reasonId}>{reason}</VisuallyHidden>
    </>
  );
}

function Does(props: Look & { onSelect: () => void | Promise<void> }) {
  const t = useTexts();
  const { label, icon, onSelect } = props;
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const select = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await onSelect();
    } catch (error) {
      setFailure(toError(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        iconStart={icon}
        isPending={busy}
        onPress={select}
      >
        {label}
      </Button>
      {failure && (
        <div className={styles.actFailed}>
          <Alert
            status="danger"
            icon
            role="alert"
            title={t('extensions.actFailed', { label })}
            description={failure.message}
          />
        </div>
      )}
    </>
  );
}

function Act(props: { act: TopologyAct; target: TopologyTarget }) {
  const { label, icon, unavailable, href, onSelect } = props.act.useProps(
    props.target,
  );
  if (unavailable) {
    return <Unavailable label={label} icon={icon} reason={unavailable} />;
  }
  return onSelect ? (
    <Does label={label} icon={icon} onSelect={onSelect} />
  ) : (
    <ButtonLink size="small" variant="secondary" iconStart={icon} href={href}>
      {label}
    </ButtonLink>
  );
}

/** Of the plugin's own, those that the details of a node do not hold in another form. */
const OWN_HERE: ReadonlyArray<OwnAct['id']> = ['trace', 'reach'];

/** What other plugins, and then this one, let one do on a node. */
export function NodeActs(props: {
  acts: readonly TopologyAct[];
  target: TopologyTarget;
  changes: TopologyParamChanges;
}) {
  const t = useTexts();
  const { acts, target, changes } = props;
  const { those, failed } = extensionsFor(acts, target.node);
  const own = useOwnActs(target.node, changes).filter(({ id }) =>
    OWN_HERE.includes(id),
  );
  const isActedOn = useActs() !== undefined && isReal(target.node);
  if (!isActedOn && those.length + failed.length + own.length === 0) {
    return null;
  }
  return (
    <div role="group" aria-label={t('panel.acts')} className={styles.acts}>
      {those.map(act => (
        <ExtensionBoundary
          // What came of it at one node is not the next one's.
          key={`${act.id} ${target.node.id}`}
          node={act.appNode}
        >
          <Contain
            instead={error => <ExtensionFailed id={act.id} error={error} />}
          >
            <Act act={act} target={target} />
          </Contain>
        </ExtensionBoundary>
      ))}
      {failed.map(failure => (
        <ExtensionFailed key={failure.id} {...failure} />
      ))}
      {own.map(({ id, label, icon, href, onSelect }) =>
        href ? (
          <ButtonLink
            key={id}
            size="small"
            variant="secondary"
            iconStart={icon}
            href={href}
          >
            {label}
          </ButtonLink>
        ) : (
          <Button
            key={id}
            size="small"
            variant="secondary"
            iconStart={icon}
            onPress={onSelect}
          >
            {label}
          </Button>
        ),
      )}
      {isActedOn && <ObjectActs node={target.node} />}
    </div>
  );
}
