import { toError } from '@backstage/errors';
import { LogRow } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeStatusError } from '../../clusters';
import { createLogLines } from './lines';
import { LogSource, LogSources, SERIAL_LOG } from './sources';

/** What is read, from where, and to whom it goes. */
export interface LogReading {
  /** What there is to read now; undefined once the object is gone. */
  look(): LogSources | undefined;
  /** The bytes of one container's log, each line led by its time. */
  open(
    source: LogSource & { container: string },
  ): Promise<AsyncIterable<Uint8Array>>;
  /** Is kept once there is room for more, or nobody reads any more. */
  write(text: string): Promise<void>;
  /** Is kept at the next change of what `look` gives, or once it is over; absent where nothing is followed. */
  changed?(): Promise<void>;
  /** Ends it, as who reads has gone. */
  signal: AbortSignal;
  /** Ends it, as its time is over. */
  deadline?: AbortSignal;
}

/** What was read, for the audit log. */
export interface LogsRead {
  /** Of how many Pods. */
  pods: number;
}

const rowText = (row: LogRow) => `${JSON.stringify(row)}\n`;

function hasContainer(
  source: LogSource,
): source is LogSource & { container: string } {
  return source.container !== undefined;
}

/** Why a Pod has nothing to be read. */
function lackOf({ containers, isLauncher, pod }: LogSource): string {
  return isLauncher && !containers.includes(SERIAL_LOG)
    ? `Nothing writes down the serial console of this VM. Since version 1.1 KubeVirt does, in the container '${SERIAL_LOG}' of Pod '${pod}', unless 'logSerialConsole' of the VM or 'disableSerialConsoleLog' of KubeVirt turns it off.`
    : `Pod '${pod}' has no container of that name. It has: ${
        containers.join(', ') || 'none'
      }.`;
}

function whyNot(error: unknown): string {
  if (!(error instanceof KubeStatusError)) {
    return toError(error).message;
  }
  const { code, as, cluster, serverMessage } = error;
  if (code !== 403) {
    return serverMessage;
  }
  const way = as
    ? `Have '${as}' be given get of pods/log in the namespace.`
    : `The portal's account needs get of pods/log on cluster '${cluster}', as deploy/rbac.yaml gives it.`;
  return `${serverMessage}. ${way}`;
}

/**
 * Tells the logs of all Pods of an object, row by row, as they come. One that
 * cannot be read, or ends, says so and takes no other with it.
 */
export async function readLogs(reading: LogReading): Promise<LogsRead> {
  const { look, open, write, changed, signal, deadline } = reading;
  const isOver = () => signal.aborted || deadline?.aborted === true;
  /** Each container since its last start, and each that was read before it began. */
  const begun = new Set<string>();
  const pods = new Set<string>();
  const running = new Map<string, Promise<void>>();
  let told = '';

  async function readOne(source: LogSource): Promise<void> {
    const { pod, container } = source;
    const of = { pod, ...(container && { container }) };
    try {
      if (!hasContainer(source)) {
        await write(
          rowText({ event: 'failed', ...of, message: lackOf(source) }),
        );
        return;
      }
      const lines = createLogLines();
      for await (const part of await open(source)) {
        const rows = lines.push(part).map(line => rowText({ ...of, ...line }));
        if (rows.length > 0) {
          await write(rows.join(''));
        }
      }
      const rest = lines.rest().map(line => rowText({ ...of, ...line }));
      await write([...rest, rowText({ event: 'ended', ...of })].join(''));
    } catch (error) {
      if (!isOver()) {
        await write(
          rowText({ event: 'failed', ...of, message: whyNot(error) }),
        );
      }
    }
  }

  function begin(source: LogSource): void {
    const { uid, container = '', startedAt } = source;
    const place = `${uid}/${container}`;
    const key = `${place}/${startedAt ?? ''}`;
    // What waits to begin again has told its log already.
    if (begun.has(key) || (startedAt === undefined && begun.has(place))) {
      return;
    }
    // One that is read still says itself when it ends; then it is looked at again.
    if (running.has(place)) {
      return;
    }
    begun.add(key).add(place);
    pods.add(uid);
    running.set(
      place,
      readOne(source).finally(() => running.delete(place)),
    );
  }

  async function begins(): Promise<boolean> {
    const found = look();
    if (!found) {
      return false;
    }
    const { sources, leftOut } = found;
    const row = rowText({
      event: 'sources',
      sources: sources.map(({ pod, container, containers }) => ({
        pod,
        containers: [...containers],
        ...(container && { container }),
      })),
      leftOut,
    });
    if (row !== told) {
      told = row;
      await write(row);
    }
    sources.forEach(begin);
    return true;
  }

  let isThere: boolean;
  do {
    // Asked first, so that no change falls between.
    const change = changed?.();
    isThere = await begins();
    if (!change || !isThere) {
      break;
    }
    await Promise.race([change, ...running.values()]);
  } while (!isOver());
  await Promise.all(running.values());
  if (!signal.aborted) {
    await write(
      rowText({ event: 'closed', reason: closing(isThere, isOver()) }),
    );
  }
  return { pods: pods.size };
}

function closing(isThere: boolean, isOver: boolean) {
  if (!isThere) {
    return 'gone' as const;
  }
  return isOver ? ('time' as const) : ('complete' as const);
}
