import { Button, SearchField, ToggleButton } from '@backstage/ui';
import { AppSummary } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { FilterSelect } from '../components';
import { useTexts } from '../translation';
import { AppFilter, choicesOf, FILTER_KEYS, ON } from './filter';
import { ownerName } from './ownerName';
import styles from './appsPage.module.css';

/** Search and filters of the apps, as far as the apps differ. */
export function AppFilters(props: {
  apps: AppSummary[];
  filter: AppFilter;
  onChange: (change: AppFilter) => void;
}) {
  const t = useTexts();
  const { apps, filter, onChange } = props;
  const choices = choicesOf(apps);
  const same = (value: string) => ({ id: value, label: value });
  return (
    <div className={styles.filters} role="search">
      <SearchField
        size="small"
        label={t('apps.search')}
        placeholder={t('apps.searchHelp')}
        value={filter.search ?? ''}
        onChange={search => onChange({ search })}
      />
      <FilterSelect
        label={t('apps.cluster')}
        value={filter.cluster}
        choices={choices.clusters.map(same)}
        onChange={cluster => onChange({ cluster })}
      />
      <FilterSelect
        label={t('apps.health')}
        value={filter.health}
        choices={choices.health.map(health => ({
          id: health,
          label: t(`health.${health}`),
        }))}
        onChange={health => onChange({ health })}
      />
      <FilterSelect
        label={t('apps.owner')}
        value={filter.owner}
        choices={choices.owners.map(owner => ({
          id: owner,
          label: ownerName(owner),
        }))}
        onChange={owner => onChange({ owner })}
      />
      <div className={styles.switches}>
        {(['problems', 'mine'] as const).map(key => (
          <ToggleButton
            key={key}
            size="small"
            isSelected={filter[key] === ON}
            onChange={isOn => onChange({ [key]: isOn ? ON : undefined })}
          >
            {t(`apps.only.${key}`)}
          </ToggleButton>
        ))}
      </div>
      {FILTER_KEYS.some(key => filter[key]) && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() =>
            onChange(
              Object.fromEntries(FILTER_KEYS.map(key => [key, undefined])),
            )
          }
        >
          {t('apps.clear')}
        </Button>
      )}
    </div>
  );
}
