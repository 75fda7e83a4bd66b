import { Alert } from '@backstage/ui';
import { Component, ReactNode } from 'react';
import { useTexts } from '../translation';
import { ExtensionFailure } from './ask';

/** Says which extension failed, why, and what can be done. */
export function ExtensionFailed({ id, error }: ExtensionFailure) {
  const t = useTexts();
  return (
    <Alert
      status="warning"
      icon
      role="status"
      title={t('extensions.failed', { id })}
      description={t('extensions.failedHelp', { message: error.message })}
    />
  );
}

interface ContainProps {
  /** What is shown in place of what failed. */
  instead: (error: Error) => ReactNode;
  children: ReactNode;
}

/** Contains what goes wrong while its children render, which only a class can. */
export class Contain extends Component<ContainProps, { error?: Error }> {
  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  state: { error?: Error } = {};

  render() {
    const { error } = this.state;
    return error ? this.props.instead(error) : this.props.children;
  }
}
