import { Alert } from '@backstage/ui';
import { ComponentMetrics } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { useTexts } from '../translation';

/** Why something is not known over time, and the way out; nothing where all is. */
export function SourceNote(props: { source: ComponentMetrics['source'] }) {
  const t = useTexts();
  const { state, message } = props.source;
  return state === 'told' ? null : (
    <Alert
      status={state === 'partial' ? 'warning' : 'info'}
      icon
      title={t(`metrics.state.${state}`)}
      description={message}
    />
  );
}
