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
  onChange: (value: string | undefined) => void;
}) {
  const t = useTexts();
  const { label, value, choices, onChange } = props;
  const known = !value || choices.some(({ id }) => id === value);
  return (
    <Select
      size="small"
      label={label}
      options={[
        { id: ANY, label: t('apps.any') },
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
