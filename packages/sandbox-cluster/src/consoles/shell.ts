import { createLineEditor } from './lineEditor';
import { Guest, Line } from './types';
import { answerOf, promptOf, Shell } from './words';

/** A shell in a container, on a terminal. It ends with `exit` or Ctrl-D. */
export function shellGuest(shell: Shell, line: Line): Guest {
  const show = (text: string) => line.send(Buffer.from(text));
  const prompt = () => show(promptOf(shell));
  const editor = createLineEditor({
    show,
    line(text) {
      const lines = answerOf(shell, text);
      if (lines) {
        show(lines.map(one => `${one}\r\n`).join(''));
        prompt();
      } else {
        line.end();
      }
    },
    interrupt: prompt,
    end: line.end,
  });
  prompt();
  return { take: editor.take, stop() {} };
}
