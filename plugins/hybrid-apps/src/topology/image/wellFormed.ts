/**
 * Markup that every reader of XML takes: what is no character there, a name may
 * hold, and half of a pair is left where a line was cut.
 * Source: XML 1.0, 2.2 Characters.
 */
export const wellFormed = (markup: string): string =>
  markup.replace(
    // eslint-disable-next-line no-control-regex
    /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu,
    '\ufffd',
  );
