import RFB from '@novnc/novnc';
import { useEffect, useRef } from 'react';
import styles from './consoles.module.css';
import { functionKey, Key, keysOf, switchTo } from './keys';
import { createScreenChannel } from './screenChannel';
import { ShowsConsole } from './types';

/** A guest loses keys that come faster. */
const KEY_MS = 8;

/** The screen of a VM. */
export default function Screen(props: ShowsConsole) {
  const { connection, listen, isWatching, label, onShown, onCopied } = props;
  const box = useRef<HTMLDivElement>(null);
  const screen = useRef<RFB>();
  useEffect(() => {
    const element = box.current;
    if (!element) {
      return undefined;
    }
    const { channel, push } = createScreenChannel(connection.type);
    const rfb = new RFB(element, channel, { shared: true });
    screen.current = rfb;
    rfb.scaleViewport = true;
    rfb.background = 'transparent';
    const copied = (event: Event) => {
      if (event instanceof CustomEvent) {
        onCopied(String(event.detail.text));
      }
    };
    rfb.addEventListener('clipboard', copied);
    const unlisten = listen(push);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const press = (keys: readonly Key[]) => {
      const [key, ...rest] = keys;
      if (key) {
        rfb.sendKey(key.keysym, null, key.down);
        timer = setTimeout(() => press(rest), KEY_MS);
      }
    };
    onShown({
      paste: text => press(keysOf(text)),
      capture: () =>
        new Promise(resolve => {
          rfb.toBlob(resolve, 'image/png');
        }),
      focus: () => rfb.focus(),
      screen: {
        ctrlAltDel: () => rfb.sendCtrlAltDel(),
        functionKey: n => press(functionKey(n)),
        switchTo: n => press(switchTo(n)),
        copyTo: text => rfb.clipboardPasteFrom(text),
      },
    });
    return () => {
      onShown(undefined);
      clearTimeout(timer);
      unlisten();
      rfb.removeEventListener('clipboard', copied);
      rfb.disconnect();
    };
  }, [connection, listen, onShown, onCopied]);
  useEffect(() => {
    if (screen.current) {
      screen.current.viewOnly = isWatching;
    }
  }, [isWatching]);
  return (
    <div ref={box} className={styles.screen} role="group" aria-label={label} />
  );
}
