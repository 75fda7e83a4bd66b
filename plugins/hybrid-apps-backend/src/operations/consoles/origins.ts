import { Config } from '@backstage/config';

function originOf(url: string | undefined): string[] {
  return url && URL.canParse(url) ? [new URL(url).origin] : [];
}

/**
 * From which pages a console may be opened: the portal's, and those that
 * `backend.cors.origin` lets in. RFC 6455, section 10.2.
 */
export function readOrigins(config: Config): ReadonlySet<string> {
  const cors = config.getOptional('backend.cors.origin');
  const allowed = Array.isArray(cors) ? cors : [cors];
  return new Set(
    [
      config.getOptionalString('app.baseUrl'),
      config.getOptionalString('backend.baseUrl'),
      ...allowed.filter((one): one is string => typeof one === 'string'),
    ].flatMap(originOf),
  );
}
