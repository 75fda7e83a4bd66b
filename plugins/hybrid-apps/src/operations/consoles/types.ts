import { Connection } from './connection';

/** What the page does with a console that is shown. */
export interface ShownConsole {
  /** Types a text. */
  paste(text: string): void;
  /** A picture of it, or its text. */
  capture(): Promise<Blob>;
  focus(): void;
  /** Says something that is not of the console, between what the console said; a terminal alone does. */
  note?(text: string): void;
  /** A screen alone has these. */
  screen?: {
    ctrlAltDel(): void;
    functionKey(n: number): void;
    switchTo(n: number): void;
    /** Hands a text to the clipboard of the guest, where its agent takes it. */
    copyTo(text: string): void;
  };
}

/** What shows a console. */
export interface ShowsConsole {
  connection: Connection;
  /** Is another one each time that the console is opened, also where it was lost meanwhile. */
  session: string;
  listen(listener: (data: Uint8Array) => void): () => void;
  /** Whether what is typed is for somebody else to type. */
  isWatching: boolean;
  label: string;
  onShown(shown: ShownConsole | undefined): void;
  /** The guest has put a text into its clipboard. */
  onCopied(text: string): void;
}
