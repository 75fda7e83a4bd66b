/** A console's messages in the form of the data channel that noVNC takes. */
export interface ScreenChannel {
  /** What noVNC is given. */
  channel: object;
  /** What the screen says; kept until noVNC listens. */
  push(data: Uint8Array): void;
}

export function createScreenChannel(
  send: (data: Uint8Array) => void,
): ScreenChannel {
  let early: ArrayBuffer[] = [];
  let listener: ((event: { data: ArrayBuffer }) => void) | null = null;
  return {
    channel: {
      binaryType: 'arraybuffer',
      protocol: '',
      readyState: 'open',
      onopen: null,
      onclose: null,
      onerror: null,
      get onmessage() {
        return listener;
      },
      set onmessage(next) {
        listener = next;
        const parts = early;
        early = [];
        // noVNC is not done with its own start as it sets this.
        queueMicrotask(() => parts.forEach(data => listener?.({ data })));
      },
      send: (data: Uint8Array) => send(Uint8Array.from(data)),
      // Who has the console closes it.
      close() {},
    },
    push(data) {
      const copy = Uint8Array.from(data).buffer;
      if (listener) {
        listener({ data: copy });
      } else {
        early.push(copy);
      }
    },
  };
}
