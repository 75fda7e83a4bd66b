import { JSONParser } from '@streamparser/json';

/** Parses a list as its bytes come in: what is long is not parsed in one go, which would hold the event loop. */
export interface ListParser {
  /**
   * The items that this part completes.
   *
   * @throws TokenizerError or TokenParserError where it goes on with something that is no JSON.
   */
  push(part: Uint8Array): unknown[];
  /**
   * What the list said of itself, in `metadata`.
   *
   * @throws Error where the list was cut off.
   */
  end(): unknown;
}

export function createListParser(): ListParser {
  const parser = new JSONParser({
    paths: ['$.items.*', '$.metadata'],
    keepStack: false, // or the list would keep all of its items
  });
  let items: unknown[] = [];
  let metadata: unknown;
  parser.onValue = ({ value, key }) => {
    if (key === 'metadata') {
      metadata = value;
    } else {
      items.push(value);
    }
  };
  return {
    push(part) {
      parser.write(part);
      const complete = items;
      items = [];
      return complete;
    },
    end() {
      if (!parser.isEnded) {
        throw new Error('the list was cut off');
      }
      return metadata;
    },
  };
}
