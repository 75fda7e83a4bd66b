import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';

/** A row of buttons of which one is always chosen. */
export function OneOf<T extends string>(props: {
  /** What is chosen, to the ear. */
  label: string;
  choices: readonly T[];
  value: T;
  /** What a choice is called. */
  wordOf: (choice: T) => string;
  onChange: (choice: T) => void;
}) {
  const { label, choices, value, wordOf, onChange } = props;
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={([key]) => {
        const chosen = choices.find(one => one === key);
        if (chosen) {
          onChange(chosen);
        }
      }}
    >
      {choices.map(one => (
        <ToggleButton key={one} id={one} size="small">
          {wordOf(one)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
