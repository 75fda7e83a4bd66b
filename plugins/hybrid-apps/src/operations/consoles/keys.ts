/** Keys as RFB has them. Source: RFC 6143, section 7.5.4, and X11's keysymdef.h. */

const RETURN = 0xff0d;
const TAB = 0xff09;
const CONTROL = 0xffe3;
const ALT = 0xffe9;
const F1 = 0xffbe;

/** A key that goes down or up; both where it is not said. */
export interface Key {
  keysym: number;
  down?: boolean;
}

/** What keys a text is typed with. */
export function keysOf(text: string): Key[] {
  return [...text.replace(/\r\n?/g, '\n')].flatMap(char => {
    const code = char.codePointAt(0) ?? 0;
    if (char === '\n') {
      return [{ keysym: RETURN }];
    }
    if (char === '\t') {
      return [{ keysym: TAB }];
    }
    if (code < 0x20 || code === 0x7f) {
      return [];
    }
    // Those of Latin-1 are themselves.
    return [{ keysym: code < 0x100 ? code : 0x01000000 + code }];
  });
}

export const functionKey = (n: number): Key[] => [{ keysym: F1 + n - 1 }];

/** Goes to another terminal of a Linux guest. */
export const switchTo = (n: number): Key[] => [
  { keysym: CONTROL, down: true },
  { keysym: ALT, down: true },
  ...functionKey(n),
  { keysym: ALT, down: false },
  { keysym: CONTROL, down: false },
];
