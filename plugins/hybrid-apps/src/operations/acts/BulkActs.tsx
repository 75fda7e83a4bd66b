import {
  Button,
  ButtonIcon,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { RiCloseLine } from '@remixicon/react';
import { FormEvent, useEffect, useId, useState } from 'react';
import { useLocale } from '../../components';
import { useTexts } from '../../translation';
import { ActLine } from './ActLines';
import { sumOf, useActs } from './ActsProvider';
import { BulkOffer, bulkOf } from './bulk';
import { fieldsOf, initialOf, isFilled, Values } from './fields';
import { InputForm } from './InputForm';
import { useOffersOfAll } from './useOffers';
import { Target } from './types';
import { saidOf } from './words';
import styles from './acts.module.css';

/** Says what an act will do to which objects, and to which not, and has it confirmed once. */
function BulkDialog(props: {
  bulk: BulkOffer;
  /** What an object is called, with its kind. */
  calledOf: (node: TopologyNode) => string;
  onConfirm: (targets: readonly Target[], input: Values | undefined) => void;
  onClose: () => void;
}) {
  const t = useTexts();
  const locale = useLocale();
  const { calledOf, onConfirm, onClose } = props;
  const { offer, possible, impossible } = props.bulk;
  const { label } = saidOf(offer, '', t);
  const names = new Intl.ListFormat(locale).format(
    possible.map(({ node }) => node.name),
  );
  const { fields, unknown } = fieldsOf(offer.input);
  const [values, setValues] = useState(() => initialOf(fields));
  const form = useId();
  const isReady = unknown.length === 0 && isFilled(fields, values);
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) {
      onConfirm(possible, offer.input && values);
    }
  };
  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>
        {t('operations.bulk.title', { label, count: possible.length })}
      </DialogHeader>
      <DialogBody>
        <form id={form} className={styles.form} onSubmit={confirm}>
          <Text as="p">{saidOf(offer, names, t).will}</Text>
          <ul
            aria-label={t('operations.bulk.doneTo')}
            className={styles.objects}
          >
            {possible.map(({ node }) => (
              <li key={node.id}>{calledOf(node)}</li>
            ))}
          </ul>
          <InputForm
            fields={fields}
            values={values}
            takesFocus={false}
            onChange={setValues}
          />
          {unknown.length > 0 && (
            <Text as="p">
              {t('operations.cannotAsk', { fields: unknown.join(', ') })}
            </Text>
          )}
          {impossible.length > 0 && (
            <div>
              <Text as="p" weight="bold">
                {t('operations.bulk.notDoneTo')}
              </Text>
              <ul
                aria-label={t('operations.bulk.notDoneTo')}
                className={styles.objects}
              >
                {impossible.map(({ node, why }) => (
                  <li key={node.id}>
                    {`${calledOf(node)}: ${
                      why ?? t('operations.bulk.nothingToDo')
                    }`}
                  </li>
                ))}
              </ul>
            </div>
          )}
        </form>
      </DialogBody>
      <DialogFooter>
        <Button
          variant="secondary"
          // Many things are not done by a key too many.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          onPress={onClose}
        >
          {t('operations.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive={offer.danger !== 'none'}
          type="submit"
          form={form}
          isDisabled={!isReady}
        >
          {label}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

/** How those are that were asked for together last: in one sentence that is read out, and one by one. */
function BulkLines() {
  const t = useTexts();
  const acts = useActs();
  const watchBatches = acts?.watchBatches;
  useEffect(() => watchBatches?.(), [watchBatches]);
  const batch = acts?.asked.findLast(one => one.batch !== undefined)?.batch;
  const those = acts?.asked.filter(
    one => batch !== undefined && one.batch === batch,
  );
  const sum = those && those.length > 0 ? sumOf(those, t) : undefined;
  return (
    <>
      {/* It is there before its words, so that they are read out. */}
      <div role="status" className={styles.sum}>
        {sum && (
          <>
            <Text weight="bold">{sum.words}</Text>
            <ButtonIcon
              size="small"
              variant="tertiary"
              icon={<RiCloseLine />}
              aria-label={t('operations.dismiss', { label: sum.label })}
              onPress={() => batch && acts?.dismiss(batch)}
            />
          </>
        )}
      </div>
      {sum && (
        <ul aria-label={sum.label} className={styles.results}>
          {those?.map(one => (
            <li key={one.id}>
              <ActLine asked={one} named />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What can be done to several objects at once, and how that went. */
export function BulkActs(props: {
  /** Those that were chosen. */
  nodes: readonly TopologyNode[];
  /** A kind, in a word. */
  kindOf: (node: TopologyNode) => string;
  onClear: () => void;
}) {
  const t = useTexts();
  const acts = useActs();
  const { nodes, kindOf, onClear } = props;
  const [chosen, setChosen] = useState<BulkOffer>();
  const { offers, error, refresh } = useOffersOfAll(
    nodes.map(({ id }) => id),
    acts?.version,
  );
  if (!acts) {
    return null;
  }
  const all = offers && bulkOf(nodes, offers);
  const labelOf = ({ offer, possible }: BulkOffer) => {
    const { label } = saidOf(offer, '', t);
    const isAlone =
      all?.filter(other => saidOf(other.offer, '', t).label === label)
        .length === 1;
    const kinds = new Set(possible.map(({ node }) => kindOf(node)));
    return t('operations.bulk.offer', {
      // To restart a VM is another thing than to restart a Deployment.
      label: isAlone ? label : `${label} ${[...kinds].join(', ')}`,
      possible: String(possible.length),
      all: String(nodes.length),
    });
  };
  return (
    <>
      {nodes.length > 0 && (
        <div
          role="group"
          aria-label={t('operations.bulk.bar')}
          className={styles.bar}
        >
          <span role="status">
            {t('operations.bulk.chosen', { count: nodes.length })}
          </span>
          {error && (
            <>
              <span>
                {t('operations.askFailed', { message: error.message })}
              </span>
              <Button size="small" variant="secondary" onPress={refresh}>
                {t('operations.askAgain')}
              </Button>
            </>
          )}
          {!all && !error && <span>{t('operations.asking')}</span>}
          {all?.length === 0 && <span>{t('operations.bulk.none')}</span>}
          {all?.map(bulk => (
            <Button
              key={bulk.offer.act}
              size="small"
              variant="secondary"
              onPress={() => setChosen(bulk)}
            >
              {labelOf(bulk)}
            </Button>
          ))}
          <Button size="small" variant="tertiary" onPress={onClear}>
            {t('operations.bulk.clear')}
          </Button>
        </div>
      )}
      <BulkLines />
      {chosen && (
        <BulkDialog
          bulk={chosen}
          calledOf={node => `${kindOf(node)} ${node.name}`}
          onConfirm={(targets, input) => {
            setChosen(undefined);
            acts.actOnAll(targets, input);
          }}
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  );
}
