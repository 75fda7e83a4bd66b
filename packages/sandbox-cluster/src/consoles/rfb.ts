/**
 * A VNC server: RFB 3.8 without a password, as KubeVirt's is behind its API,
 * whose picture is a bar that moves, in a colour that each key changes.
 * Source: RFC 6143, sections 7.1 (handshake), 7.5 and 7.6 (messages).
 */
import { Guest, Line } from './types';

const WIDTH = 320;
const HEIGHT = 200;
const BAR = 16;
/** A client that asks for what changed is answered so often at most. */
const FRAME_MS = 50;
const VERSION = Buffer.from('RFB 003.008\n');
const SECURITY_NONE = 1;

/** Where each colour stands in a pixel of 32 bits. */
interface Shifts {
  red: number;
  green: number;
  blue: number;
}

type Colour = [number, number, number];

const COLOURS: readonly Colour[] = [
  [120, 190, 230],
  [230, 190, 90],
  [140, 220, 140],
  [230, 130, 150],
];
const GROUND: Colour = [30, 34, 40];

function serverInit(name: string): Buffer {
  const title = Buffer.from(name);
  const head = Buffer.alloc(24);
  head.writeUInt16BE(WIDTH, 0);
  head.writeUInt16BE(HEIGHT, 2);
  // 32 bits a pixel, 24 of them colour, little endian, true colour.
  Buffer.from([32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0]).copy(head, 4);
  head.writeUInt32BE(title.length, 20);
  return Buffer.concat([head, title]);
}

function rectangle(
  x: number,
  width: number,
  pixel: (x: number) => number,
): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(x, 0);
  head.writeUInt16BE(0, 2);
  head.writeUInt16BE(width, 4);
  head.writeUInt16BE(HEIGHT, 6);
  // Encoding 0 is raw.
  const row = Buffer.alloc(width * 4);
  for (let column = 0; column < width; column++) {
    row.writeUInt32LE(pixel(x + column), column * 4);
  }
  return Buffer.concat([head, ...Array<Buffer>(HEIGHT).fill(row)]);
}

/** How long a client's message is, by its first bytes; undefined while too few are here. */
function lengthOf(buffer: Buffer): number | undefined {
  switch (buffer[0]) {
    case 0: // SetPixelFormat
      return 20;
    case 2: // SetEncodings
      return buffer.length < 4 ? undefined : 4 + 4 * buffer.readUInt16BE(2);
    case 3: // FramebufferUpdateRequest
      return 10;
    case 4: // KeyEvent
      return 8;
    case 5: // PointerEvent
      return 6;
    case 6: // ClientCutText; a negative length is the extended clipboard's
      return buffer.length < 8
        ? undefined
        : 8 + Math.abs(buffer.readInt32BE(4));
    default:
      return 0;
  }
}

export function vncGuest(name: string, line: Line): Guest {
  let stage: 'version' | 'security' | 'init' | 'normal' = 'version';
  let buffer = Buffer.alloc(0);
  let shifts: Shifts = { red: 16, green: 8, blue: 0 };
  let colour = 0;
  let bar = 0;
  let next: NodeJS.Timeout | undefined;

  const packed = ([red, green, blue]: Colour) =>
    // The highest bit is no sign.
    // eslint-disable-next-line no-bitwise
    ((red << shifts.red) | (green << shifts.green) | (blue << shifts.blue)) >>>
    0;

  function update(rectangles: Buffer[]): void {
    const head = Buffer.alloc(4);
    head.writeUInt16BE(rectangles.length, 2);
    line.send(Buffer.concat([head, ...rectangles]));
  }

  function draw(isIncremental: boolean): void {
    const old = bar;
    bar = (bar + BAR) % WIDTH;
    const at = (x: number) =>
      packed(x >= bar && x < bar + BAR ? COLOURS[colour] : GROUND);
    update(
      isIncremental
        ? [rectangle(old, BAR, at), rectangle(bar, BAR, at)]
        : [rectangle(0, WIDTH, at)],
    );
  }

  function message(body: Buffer): void {
    switch (body[0]) {
      case 0:
        shifts = { red: body[14], green: body[15], blue: body[16] };
        break;
      case 3: {
        const isIncremental = body[1] === 1;
        clearTimeout(next);
        next = setTimeout(
          () => draw(isIncremental),
          isIncremental ? FRAME_MS : 0,
        );
        break;
      }
      case 4:
        colour = (colour + body[1]) % COLOURS.length;
        break;
      default:
    }
  }

  function shake(): number | undefined {
    switch (stage) {
      case 'version':
        if (buffer.length < VERSION.length) {
          return undefined;
        }
        line.send(Buffer.from([1, SECURITY_NONE]));
        stage = 'security';
        return VERSION.length;
      case 'security':
        line.send(Buffer.alloc(4));
        stage = 'init';
        return 1;
      default:
        line.send(serverInit(name));
        stage = 'normal';
        return 1;
    }
  }

  /** How many bytes were read; undefined where more have to come. */
  function step(): number | undefined {
    if (stage !== 'normal') {
      return shake();
    }
    const length = lengthOf(buffer);
    if (length === 0) {
      line.end();
      return buffer.length;
    }
    if (length === undefined || buffer.length < length) {
      return undefined;
    }
    message(buffer.subarray(0, length));
    return length;
  }

  line.send(VERSION);
  return {
    take(data) {
      buffer = Buffer.concat([buffer, data]);
      while (buffer.length > 0) {
        const read = step();
        if (read === undefined) {
          return;
        }
        buffer = buffer.subarray(read);
      }
    },
    stop: () => clearTimeout(next),
  };
}
