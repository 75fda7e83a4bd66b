import { FitAddon } from '@xterm/addon-fit';
import { Terminal as XTerm } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { useEffect, useRef } from 'react';
import styles from './consoles.module.css';
import { ShowsConsole } from './types';

function textOf(terminal: XTerm): string {
  const { active } = terminal.buffer;
  return Array.from({ length: active.length }, (_, index) =>
    active.getLine(index)?.translateToString(true),
  )
    .join('\n')
    .trimEnd();
}

/** A serial port or a shell, on a terminal. */
export default function Terminal(props: ShowsConsole) {
  const { connection, session, listen, isWatching, label, onShown } = props;
  const box = useRef<HTMLDivElement>(null);
  const watching = useRef(isWatching);
  watching.current = isWatching;
  /** Tells how large the terminal is. */
  const size = useRef<() => void>();
  useEffect(() => {
    const element = box.current;
    if (!element) {
      return undefined;
    }
    const encoder = new TextEncoder();
    const terminal = new XTerm({
      // Said by a live region as it comes, for who does not see it.
      screenReaderMode: true,
      scrollback: 5_000,
      fontFamily: 'monospace',
    });
    const fit = new FitAddon();
    terminal.loadAddon(fit);
    terminal.open(element);
    terminal.textarea?.setAttribute('aria-label', label);
    const type = (text: string) => {
      if (!watching.current) {
        connection.type(encoder.encode(text));
      }
    };
    const typed = terminal.onData(type);
    const saySize = () =>
      connection.say({
        type: 'size',
        columns: terminal.cols,
        rows: terminal.rows,
      });
    const sized = terminal.onResize(saySize);
    size.current = saySize;
    const observer = new ResizeObserver(() => fit.fit());
    observer.observe(element);
    fit.fit();
    const unlisten = listen(data => terminal.write(data));
    terminal.focus();
    onShown({
      paste: text => terminal.paste(text),
      capture: async () => new Blob([textOf(terminal)], { type: 'text/plain' }),
      focus: () => terminal.focus(),
      // Reset, as what was cut off may have left colours on.
      note: text => terminal.write(`\u001b[0m\r\n--- ${text} ---\r\n`),
    });
    return () => {
      onShown(undefined);
      unlisten();
      observer.disconnect();
      typed.dispose();
      sized.dispose();
      terminal.dispose();
    };
  }, [connection, listen, label, onShown]);
  // A shell that is opened anew knows nothing of the one before.
  useEffect(() => size.current?.(), [session]);
  return <div ref={box} className={styles.terminal} />;
}
