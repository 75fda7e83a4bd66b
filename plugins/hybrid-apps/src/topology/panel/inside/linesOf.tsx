import { ReactNode } from 'react';

/** Some values, each in a line of its own; nothing where there is none. */
export const linesOf = (lines: readonly string[] = []): ReactNode =>
  lines.length > 0
    ? lines.map((line, index) => <div key={index}>{line}</div>)
    : undefined;
