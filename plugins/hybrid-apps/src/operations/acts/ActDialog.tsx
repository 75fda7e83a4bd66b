import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
  TextField,
} from '@backstage/ui';
import { ActOffer } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { FormEvent, useId, useState } from 'react';
import { useTexts } from '../../translation';
import { ChangedLines } from './ChangedLines';
import { fieldsOf, initialOf, isFilled, Values } from './fields';
import { InputForm } from './InputForm';
import { saidOf } from './words';
import styles from './acts.module.css';

/** Whether an act is asked back about before it is done. */
export const isAskedBack = ({ danger, input }: ActOffer): boolean =>
  danger !== 'none' || input !== undefined;

/** Says what an act will do, takes what it needs, and has it confirmed. */
export function ActDialog(props: {
  /** Of the object. */
  name: string;
  offer: ActOffer;
  onConfirm: (input: Values | undefined) => void;
  onClose: () => void;
}) {
  const t = useTexts();
  const { name, offer, onConfirm, onClose } = props;
  const { danger, tells = [], previews = [] } = offer;
  const { label, will } = saidOf(offer, name, t);
  const { fields, unknown } = fieldsOf(offer.input);
  const [values, setValues] = useState(() => initialOf(fields));
  const [written, setWritten] = useState('');
  const form = useId();
  /** What the values that are chosen now would change. */
  const shown = previews.filter(
    ({ field, value }) => String(values[field]) === value,
  );
  const isReady =
    unknown.length === 0 &&
    isFilled(fields, values) &&
    (danger !== 'asksName' || written === name);
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) {
      onConfirm(offer.input && values);
    }
  };
  return (
    <Dialog isOpen onOpenChange={isOpen => !isOpen && onClose()}>
      <DialogHeader>{t('operations.title', { label, name })}</DialogHeader>
      <DialogBody>
        <form id={form} className={styles.form} onSubmit={confirm}>
          <Text as="p">{will}</Text>
          {tells.map(told => (
            <Text key={told} as="p">
              {told}
            </Text>
          ))}
          <InputForm
            fields={fields}
            values={values}
            takesFocus={danger === 'none'}
            onChange={setValues}
          />
          {shown.map(({ field, lines }) => (
            <ChangedLines key={field} lines={lines} />
          ))}
          {unknown.length > 0 && (
            <Text as="p">
              {t('operations.cannotAsk', { fields: unknown.join(', ') })}
            </Text>
          )}
          {danger === 'asksName' && (
            <TextField
              label={t('operations.writeName', { name })}
              value={written}
              onChange={setWritten}
            />
          )}
        </form>
      </DialogBody>
      <DialogFooter>
        <Button
          variant="secondary"
          // What is easily regretted is not done by a key too many.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={danger !== 'none'}
          onPress={onClose}
        >
          {t('operations.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive={danger !== 'none'}
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
