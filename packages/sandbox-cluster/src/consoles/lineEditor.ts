/** What a terminal does with keys before a program sees a line: the echo, Backspace, Ctrl-C, Ctrl-D. */

interface LineEditor {
  take(data: Buffer): void;
  /** Whether what is typed is shown; a password is not. */
  echo: boolean;
}

/** More than this nobody types. */
const LONGEST_LINE = 1_024;

const ESCAPE = String.fromCharCode(0x1b);

/** Arrow keys and the like come as sequences, which mean nothing here. */
const SEQUENCES = new RegExp(`${ESCAPE}(\\[[0-9;?]*[ -/]*[@-~]|O.|.)`, 'g');

export function createLineEditor(on: {
  show(text: string): void;
  line(text: string): void;
  /** Ctrl-C; what was typed is forgotten. */
  interrupt(): void;
  /** Ctrl-D on an empty line. */
  end(): void;
}): LineEditor {
  let typed = '';
  const editor: LineEditor = { echo: true, take };

  function key(char: string): void {
    switch (char) {
      case '\r':
      case '\n': {
        const line = typed;
        typed = '';
        on.show('\r\n');
        on.line(line);
        break;
      }
      case '\x7f':
      case '\b':
        if (typed !== '') {
          typed = typed.slice(0, -1);
          on.show(editor.echo ? '\b \b' : '');
        }
        break;
      case '\x03':
        typed = '';
        on.show('^C\r\n');
        on.interrupt();
        break;
      case '\x04':
        if (typed === '') {
          on.end();
        }
        break;
      default:
        if (char >= ' ' && typed.length < LONGEST_LINE) {
          typed += char;
          on.show(editor.echo ? char : '');
        }
    }
  }

  function take(data: Buffer): void {
    const text = data.toString('utf8').replace(SEQUENCES, '');
    for (const char of text.replaceAll('\r\n', '\r')) {
      key(char);
    }
  }

  return editor;
}
