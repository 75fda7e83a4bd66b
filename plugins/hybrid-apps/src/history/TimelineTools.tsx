import { ToggleButton } from '@backstage/ui';
import { FilterSelect } from '../components';
import { kindWord } from '../topology/words';
import { Translate, useTexts } from '../translation';
import {
  aboutOf,
  ACTED,
  ChangeFilter,
  Entry,
  EVENTS,
  kindsIn,
  objectIn,
} from './filter';
import styles from './history.module.css';

function kindLabel(id: ReturnType<typeof kindsIn>[number], t: Translate) {
  if (id === ACTED) {
    return t('operations.acted');
  }
  return id === EVENTS ? t('timeline.events') : t(`changes.change.${id}`);
}

/** What of a timeline is shown, and which events are asked for. */
export function TimelineTools(props: {
  entries: readonly Entry[];
  filter: ChangeFilter;
  /** Whether it is of one object, of which there is nothing to choose. */
  isOfOne: boolean;
  onChange: (filter: ChangeFilter) => void;
}) {
  const t = useTexts();
  const { entries, filter, isOfOne, onChange } = props;
  const components = [
    ...new Set(entries.flatMap(entry => aboutOf(entry) ?? [])),
  ].sort();
  return (
    <div
      className={styles.filters}
      role="search"
      aria-label={t('changes.what')}
    >
      <FilterSelect
        label={t('changes.what')}
        value={filter.change}
        choices={kindsIn(entries).map(id => ({ id, label: kindLabel(id, t) }))}
        onChange={change => onChange({ change })}
      />
      {!isOfOne && (
        <FilterSelect
          label={t('changes.about')}
          value={filter.component}
          choices={components.map(id => {
            const { kind, name } = objectIn(id);
            return { id, label: `${kindWord(kind, t)} ${name}` };
          })}
          onChange={component => onChange({ component })}
        />
      )}
      <ToggleButton
        size="small"
        isSelected={filter.normal !== undefined}
        onChange={isOn => onChange({ normal: isOn ? 'true' : undefined })}
      >
        {t('timeline.normal')}
      </ToggleButton>
    </div>
  );
}
