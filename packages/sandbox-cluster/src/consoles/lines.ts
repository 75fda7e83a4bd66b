/** The consoles that are open, so that a second one, a fault or the end of a guest closes them. */

export interface ConsoleLines {
  /** @returns what to call once the console is closed */
  open(target: string, close: () => void): () => void;
  isOpen(target: string): boolean;
  /** Closes those of a target, or all. */
  cut(target?: string): void;
  /** How many are open. */
  readonly size: number;
}

export function createConsoleLines(): ConsoleLines {
  const lines = new Set<{ target: string; close: () => void }>();
  return {
    open(target, close) {
      const line = { target, close };
      lines.add(line);
      return () => lines.delete(line);
    },
    isOpen: target => [...lines].some(line => line.target === target),
    cut(target) {
      for (const line of [...lines]) {
        if (target === undefined || line.target === target) {
          lines.delete(line);
          line.close();
        }
      }
    },
    get size() {
      return lines.size;
    },
  };
}
