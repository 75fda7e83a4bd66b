import { StatusError } from '../status';

/** How the client wants to see what it reads. */
export type Representation = 'object' | 'table' | 'metadata';

const TABLE = 'Table';
const METADATA = ['PartialObjectMetadata', 'PartialObjectMetadataList'];

interface MediaType {
  type: string;
  parameters: Record<string, string>;
}

export function parseAccept(accept: string | undefined): MediaType[] {
  return (accept || '*/*').split(',').map(part => {
    const [type, ...parameters] = part.split(';').map(text => text.trim());
    return {
      type,
      parameters: Object.fromEntries(
        parameters.map(text => text.split('=') as [string, string]),
      ),
    };
  });
}

const isJsonType = ({ type }: MediaType) =>
  ['application/json', 'application/*', '*/*'].includes(type);

/** The first of the accepted forms that the sandbox speaks: it speaks JSON. */
export function representationOf(accept: string | undefined): Representation {
  for (const media of parseAccept(accept)) {
    const { as, g, v } = media.parameters;
    if (isJsonType(media)) {
      if (as === undefined) {
        return 'object';
      }
      if (g === 'meta.k8s.io' && v === 'v1') {
        if (as === TABLE) {
          return 'table';
        }
        if (METADATA.includes(as)) {
          return 'metadata';
        }
      }
    }
  }
  throw notAcceptable('application/json');
}

export function notAcceptable(...accepted: string[]): StatusError {
  return new StatusError(
    406,
    'NotAcceptable',
    `only the following media types are accepted: ${accepted.join(', ')}`,
  );
}
