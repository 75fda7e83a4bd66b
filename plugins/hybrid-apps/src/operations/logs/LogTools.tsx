import {
  Button,
  ButtonIcon,
  Menu,
  MenuItem,
  MenuTrigger,
  SearchField,
  Text,
  ToggleButton,
} from '@backstage/ui';
import {
  RiArrowDownLine,
  RiArrowUpLine,
  RiDownloadLine,
  RiVolumeUpLine,
} from '@remixicon/react';
import { FilterSelect } from '../../components';
import { useTexts } from '../../translation';
import styles from './logs.module.css';
import { useLogParams } from './useLogParams';

const SINCE = ['300', '3600', '86400'] as const;

/** What is read, and how it is looked at. */
export function LogTools(props: {
  containers: readonly string[];
  matches: number;
  /** Of the match that is looked at, from 1 on. */
  at: number;
  onStep: (by: 1 | -1) => void;
  isPaused: boolean;
  onPause: (isPaused: boolean) => void;
  /** How many lines are shown, and how many there are. */
  shown: number;
  held: number;
  onDownload: (which: 'shown' | 'all') => void;
  onReadAloud: () => void;
}) {
  const t = useTexts();
  const { containers, matches, at, onStep, onReadAloud } = props;
  const { isPaused, onPause, shown, held, onDownload } = props;
  const { params, ...set } = useLogParams();
  return (
    <div className={styles.tools}>
      {(containers.length > 1 || params.container) && (
        <FilterSelect
          label={t('logs.container')}
          value={params.container}
          choices={containers.map(id => ({ id, label: id }))}
          none={t('logs.containerMain')}
          onChange={set.setContainer}
        />
      )}
      <FilterSelect
        label={t('logs.since')}
        value={params.since === undefined ? undefined : String(params.since)}
        choices={SINCE.map(id => ({ id, label: t(`logs.since${id}`) }))}
        onChange={set.setSince}
      />
      <ToggleButton
        size="small"
        isSelected={params.follow}
        isDisabled={params.previous}
        onChange={set.setFollow}
      >
        {t('logs.follow')}
      </ToggleButton>
      <ToggleButton size="small" isSelected={isPaused} onChange={onPause}>
        {t('logs.pause')}
      </ToggleButton>
      <ToggleButton
        size="small"
        isSelected={params.previous}
        onChange={set.setPrevious}
      >
        {t('logs.previous')}
      </ToggleButton>
      <ToggleButton
        size="small"
        isSelected={params.wrap}
        onChange={set.setWrap}
      >
        {t('logs.wrap')}
      </ToggleButton>
      <SearchField
        size="small"
        aria-label={t('logs.filter')}
        placeholder={t('logs.filter')}
        value={params.filter}
        onChange={set.setFilter}
      />
      <SearchField
        size="small"
        aria-label={t('logs.find')}
        placeholder={t('logs.find')}
        value={params.find}
        onChange={set.setFind}
        onSubmit={() => onStep(1)}
      />
      {params.find !== '' && (
        <>
          <Text as="span" variant="body-small" role="status">
            {t('logs.matches', { count: matches, at: String(at) })}
          </Text>
          <ButtonIcon
            size="small"
            variant="secondary"
            icon={<RiArrowUpLine />}
            aria-label={t('logs.before')}
            isDisabled={matches === 0}
            onPress={() => onStep(-1)}
          />
          <ButtonIcon
            size="small"
            variant="secondary"
            icon={<RiArrowDownLine />}
            aria-label={t('logs.next')}
            isDisabled={matches === 0}
            onPress={() => onStep(1)}
          />
        </>
      )}
      <MenuTrigger>
        <Button size="small" variant="secondary" iconStart={<RiDownloadLine />}>
          {t('logs.download')}
        </Button>
        <Menu>
          <MenuItem onAction={() => onDownload('shown')}>
            {t('logs.downloadShown', { count: shown })}
          </MenuItem>
          <MenuItem onAction={() => onDownload('all')}>
            {t('logs.downloadAll', { count: held })}
          </MenuItem>
        </Menu>
      </MenuTrigger>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiVolumeUpLine />}
        onPress={onReadAloud}
      >
        {t('logs.readAloud')}
      </Button>
    </div>
  );
}
