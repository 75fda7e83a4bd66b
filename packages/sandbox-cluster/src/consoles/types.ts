/** What speaks at the other end of a console. */
export interface Guest {
  /** Bytes that the client sends. */
  take(data: Buffer): void;
  /** The client is gone. */
  stop(): void;
}

/** What a guest does to its client. */
export interface Line {
  send(data: Buffer): void;
  /** The guest hangs up. */
  end(): void;
}
