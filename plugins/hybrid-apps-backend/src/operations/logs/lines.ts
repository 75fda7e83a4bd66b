/** A line of a log, as the kubelet hands it out with its time. */
export interface LogLine {
  /** In UTC and to the nanosecond, so that texts compare as times do; absent where the line told none. */
  at?: string;
  text: string;
  /** It was longer: this is its beginning. */
  cut?: true;
}

/** Cuts the bytes of a log into lines, and holds no more than one of them. */
export interface LogLines {
  /** The lines that this part completes. */
  push(part: Uint8Array): LogLine[];
  /** What came after the last line feed. */
  rest(): LogLine[];
}

/** So many characters of a line are told, its time among them. */
export const LONGEST_LINE = 65_536;

/**
 * What a line begins with where timestamps are asked for. The zone is the node's.
 * Source: kubernetes, pkg/kubelet/kuberuntime/logs, `timeFormatOut`.
 */
const TIMED =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)(?: |$)/;

function utc(seconds: string, zone: string): string | undefined {
  if (zone === 'Z') {
    return seconds;
  }
  const at = new Date(`${seconds}${zone}`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().slice(0, 19);
}

function lineOf(whole: string, cut: boolean): LogLine {
  const [prefix = '', seconds, fraction = '', zone] = TIMED.exec(whole) ?? [];
  const at = seconds && utc(seconds, zone);
  return {
    ...(at && { at: `${at}.${fraction.padEnd(9, '0')}Z` }),
    text: at ? whole.slice(prefix.length) : whole,
    ...(cut && { cut }),
  };
}

/** However the bytes are cut into parts, the lines are the same. */
export function createLogLines(): LogLines {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let pending = '';
  let isCut = false;

  function add(piece: string) {
    const room = LONGEST_LINE - pending.length;
    isCut ||= piece.length > room;
    pending += piece.slice(0, room);
  }
  function end(): LogLine {
    const line = lineOf(pending, isCut);
    pending = '';
    isCut = false;
    return line;
  }
  function take(text: string): LogLine[] {
    const pieces = text.split('\n');
    return pieces.flatMap((piece, index) => {
      add(piece);
      return index < pieces.length - 1 ? [end()] : [];
    });
  }

  return {
    push: part => take(decoder.decode(part, { stream: true })),
    rest() {
      const lines = take(decoder.decode());
      return pending === '' ? lines : [...lines, end()];
    },
  };
}
