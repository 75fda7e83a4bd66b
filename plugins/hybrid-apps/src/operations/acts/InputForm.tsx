import { NumberField, Select, Switch, TextField } from '@backstage/ui';
import { useTexts } from '../../translation';
import { operationsMessages } from '../../translations/en/operations';
import { Field, FieldValue, Values } from './fields';

const NAMED = operationsMessages.operations.field;
const isNamed = (name: string): name is keyof typeof NAMED =>
  Object.hasOwn(NAMED, name);

function InputField(props: {
  field: Field;
  value: FieldValue | undefined;
  autoFocus: boolean;
  onChange: (value: FieldValue | undefined) => void;
}) {
  const t = useTexts();
  const { field, value, autoFocus, onChange } = props;
  const { name, kind, title = name, min, max, choices } = field;
  const label = isNamed(name) ? t(`operations.field.${name}`) : title;
  switch (kind) {
    case 'integer':
    case 'number':
      return (
        <NumberField
          label={label}
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={autoFocus}
          minValue={min}
          maxValue={max}
          step={kind === 'integer' ? 1 : undefined}
          value={typeof value === 'number' ? value : NaN}
          onChange={next => onChange(Number.isNaN(next) ? undefined : next)}
        />
      );
    case 'choice':
      return (
        <Select
          label={label}
          options={choices.map(choice => ({
            id: String(choice.value),
            label: choice.label,
          }))}
          selectedKey={value === undefined ? null : String(value)}
          onSelectionChange={key =>
            onChange(choices.find(one => String(one.value) === key)?.value)
          }
        />
      );
    case 'flag':
      return (
        <Switch label={label} isSelected={value === true} onChange={onChange} />
      );
    default:
      return (
        <TextField
          label={label}
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={autoFocus}
          value={typeof value === 'string' ? value : ''}
          onChange={next => onChange(next === '' ? undefined : next)}
        />
      );
  }
}

/** Asks for what an act takes. */
export function InputForm(props: {
  fields: readonly Field[];
  values: Values;
  /** Whether the first of them has the focus at first. */
  takesFocus: boolean;
  onChange: (values: Values) => void;
}) {
  const { fields, values, takesFocus, onChange } = props;
  return (
    <>
      {fields.map((field, index) => (
        <InputField
          key={field.name}
          field={field}
          value={values[field.name]}
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={takesFocus && index === 0}
          onChange={value => onChange({ ...values, [field.name]: value })}
        />
      ))}
    </>
  );
}
