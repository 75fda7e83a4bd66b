import { Alert } from '@backstage/ui';
import { createContext, ReactNode, useContext } from 'react';
import { useInterruption } from '../api/useInterruption';
import { useTexts } from '../translation';
import styles from './states.module.css';

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
      {/* The region is there before its words, so that they are read out. */}
      {!isSaid && (
        <div role="status" className={styles.interrupted}>
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
        </div>
      )}
    </Said.Provider>
  );
}
