import { ToggleButton, Tooltip, TooltipTrigger } from '@backstage/ui';
import { useUrlParams } from '../components';
import { useTexts } from '../translation';

/** Whether add-ons and the like are told one by one; the URL remembers it. */
export function useWhole(): [whole: boolean, change: (next: boolean) => void] {
  const { params, change } = useUrlParams();
  return [
    params.get('whole') === 'true',
    next => change({ whole: next ? 'true' : undefined }),
  ];
}

/** Switches between one row for the rest of a cluster, and all that it is. */
export function WholeToggle() {
  const t = useTexts();
  const [whole, change] = useWhole();
  return (
    <TooltipTrigger>
      <ToggleButton size="small" isSelected={whole} onChange={change}>
        {t('policies.whole')}
      </ToggleButton>
      <Tooltip>{t('policies.wholeHelp')}</Tooltip>
    </TooltipTrigger>
  );
}
