import { Writable } from 'node:stream';

/** Writes rows to who reads them, no faster than they are taken. */
export interface RowWriter {
  /** Is kept once there is room for more, or once the reader is gone. */
  write(text: string): Promise<void>;
  /** So much was written. */
  readonly bytes: number;
}

const LINE_FEED = '\n';

/**
 * @param everyMs - an empty row is written so often where nothing else is, since
 * what stands between lets a silent connection end
 */
export function createRowWriter(out: Writable, everyMs: number): RowWriter {
  let bytes = 0;
  let isQuiet = true;
  /** While there is no room. */
  let full: Promise<void> | undefined;

  const room = () =>
    new Promise<void>(resolve => {
      const done = () => {
        out.off('drain', done);
        out.off('close', done);
        full = undefined;
        resolve();
      };
      out.on('drain', done);
      out.on('close', done);
    });
  const pulse = setInterval(() => {
    if (isQuiet && !full && !out.writableEnded) {
      out.write(LINE_FEED);
    }
    isQuiet = true;
  }, everyMs);
  pulse.unref();
  out.on('close', () => clearInterval(pulse));

  return {
    async write(text) {
      // Of several who wait, the first one may fill it again.
      while (full) {
        await full;
      }
      if (out.destroyed || out.writableEnded) {
        return;
      }
      isQuiet = false;
      bytes += Buffer.byteLength(text);
      if (!out.write(text)) {
        full = room();
        await full;
      }
    },
    get bytes() {
      return bytes;
    },
  };
}
