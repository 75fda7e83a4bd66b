import { Select } from '@backstage/ui';
import { useTexts } from '../translation';

const ANY = '*';

interface Choice {
  id: string;
  label: string;
}

/** Chooses one value to filter by, or any. */
export function FilterSelect(props: {
  label: string;
  value: string | undefined;
  choices: Choice[];
  /** What none chosen is called, where that isn't "any". */
  none?: string;
  onChange: (value: string | undefined) => void;
}) {
  const t = useTexts();
  const { label, value, choices, none, onChange } = props;
  const known = !value || choices.some(({ id }) => id === value);
  return (
    <Select
      size="small"
      label={label}
      options={[
        { id: ANY, label: none ?? t('apps.any') },
        // A link may name what no app has (any more): it still is the filter.
        ...(known ? [] : [{ id: value, label: value }]),
        ...choices,
      ]}
      selectedKey={value ?? ANY}
      onSelectionChange={key =>
        onChange(key === ANY || key === null ? undefined : String(key))
      }
    />
  );
}
