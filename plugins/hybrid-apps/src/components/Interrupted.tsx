import { Alert } from '@backstage/ui';
import { createContext, ReactNode, useContext } from 'react';
import { useInterruption } from '../api/useInterruption';
import { useTexts } from '../translation';
import { Notice } from './Notice';

/** Whether something around it says so already. */
const Said = createContext(false);

/**
 * Says, once for what it is around, that changes come later than they should. It
 * lies above the page, so that nothing moves under the reader when it comes and goes.
 */
export function Interrupted({ children }: { children: ReactNode }) {
  const t = useTexts();
  const seconds = useInterruption();
  const isSaid = useContext(Said);
  return (
    <Said.Provider value>
      {children}
      {!isSaid && (
        <Notice about="interrupted">
          {seconds !== undefined && (
            <Alert
              status="warning"
              icon
              title={t('state.interrupted')}
              description={t('state.interruptedHelp', {
                seconds: String(seconds),
              })}
            />
          )}
        </Notice>
      )}
    </Said.Provider>
  );
}
