import { useUrlParams } from '../../components';

/** How logs are looked at. All of it is in the URL. */
export interface LogParams {
  container?: string;
  previous: boolean;
  /** In seconds. */
  since?: number;
  follow: boolean;
  wrap: boolean;
  filter: string;
  find: string;
}

const OFF = 'off';
const ON = 'on';

function readSince(text: string | null): number | undefined {
  const since = Number(text);
  return Number.isInteger(since) && since > 0 && since <= 31_536_000
    ? since
    : undefined;
}

/** What the URL says; what it does not know is as if it weren't there. */
export function readLogParams(params: URLSearchParams): LogParams {
  const previous = params.get('logPrevious') === ON;
  return {
    container: params.get('logContainer') || undefined,
    previous,
    since: readSince(params.get('logSince')),
    // What has ended cannot be followed.
    follow: !previous && params.get('logFollow') !== OFF,
    wrap: params.get('logWrap') === ON,
    filter: params.get('logFilter') ?? '',
    find: params.get('logFind') ?? '',
  };
}

export function useLogParams() {
  const { params, change } = useUrlParams();
  return {
    params: readLogParams(params),
    setContainer: (container: string | undefined) =>
      change({ logContainer: container }),
    setSince: (since: string | undefined) => change({ logSince: since }),
    setPrevious: (on: boolean) => change({ logPrevious: on ? ON : undefined }),
    setFollow: (on: boolean) => change({ logFollow: on ? undefined : OFF }),
    setWrap: (on: boolean) => change({ logWrap: on ? ON : undefined }),
    setFilter: (filter: string) => change({ logFilter: filter }),
    setFind: (find: string) => change({ logFind: find }),
  };
}
