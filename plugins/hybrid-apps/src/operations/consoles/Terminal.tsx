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
  const { connection, listen, isWatching, label, onShown } = props;
  const box = useRef<HTMLDivElement>(null);
  const watching = useRef(isWatching);
  watching.current = isWatching;
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
    const sized = terminal.onResize(({ cols, rows }) =>
      connection.say({ type: 'size', columns: cols, rows }),
    );
    const observer = new ResizeObserver(() => fit.fit());
    observer.observe(element);
    fit.fit();
    connection.say({
      type: 'size',
      columns: terminal.cols,
      rows: terminal.rows,
    });
    const unlisten = listen(data => terminal.write(data));
    terminal.focus();
    onShown({
      paste: text => terminal.paste(text),
      capture: async () => new Blob([textOf(terminal)], { type: 'text/plain' }),
      focus: () => terminal.focus(),
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
  return <div ref={box} className={styles.terminal} />;
}
