import { createLineEditor } from './lineEditor';
import { Guest, Line } from './types';
import { answerOf, promptOf, Shell } from './words';

/** A getty and a shell on a VM's serial port: any name and any password log in. */
export function serialGuest(
  { host, now }: Omit<Shell, 'user'>,
  line: Line,
): Guest {
  const show = (text: string) => line.send(Buffer.from(text));
  let shell: Shell | undefined;
  let name: string | undefined;

  const editor = createLineEditor({
    show,
    line(text) {
      if (shell) {
        const lines = answerOf(shell, text);
        show((lines ?? []).map(one => `${one}\r\n`).join(''));
        if (!lines) {
          logOut();
        }
      } else {
        logIn(text);
      }
      prompt();
    },
    interrupt() {
      name = undefined;
      prompt();
    },
    end() {
      logOut();
      prompt();
    },
  });

  function banner(): void {
    show(`\r\nSandbox Linux ${host} ttyS0\r\n\r\n`);
  }

  function prompt(): void {
    if (shell) {
      show(promptOf(shell));
    } else {
      show(name === undefined ? `${host} login: ` : 'Password: ');
    }
    editor.echo = shell !== undefined || name === undefined;
  }

  function logIn(text: string): void {
    if (name === undefined) {
      name = text.trim() || undefined;
      return;
    }
    shell = { host, now, user: name };
    show(`\r\nWelcome to ${host}. Type help.\r\n`);
  }

  function logOut(): void {
    shell = undefined;
    name = undefined;
    banner();
  }

  return { take: editor.take, stop() {} };
}
