import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { at, list, number, text } from '../objects';

export type GuestInside = NonNullable<ObjectInside['guest']>;
type User = NonNullable<GuestInside['users']>[number];
type FileSystem = NonNullable<GuestInside['fileSystems']>[number];

/** So many users, and so many file systems, are told. */
const MOST = 50;

/** So long are texts of a guest, which whoever is in it may write. */
const MOST_LETTERS = 500;

const short = (value: unknown): string | undefined => {
  const all = text(value);
  return all !== undefined && all.length > MOST_LETTERS
    ? `${all.slice(0, MOST_LETTERS)}…`
    : all;
};

/** The fields that say something. */
const said = <T extends object>(fields: T): T | undefined => {
  const kept = Object.entries(fields).filter(
    ([, value]) => value !== undefined,
  );
  return kept.length > 0 ? { ...fields } : undefined;
};

/** Source: kubevirt.io/api/core/v1, `VirtualMachineInstanceGuestAgentInfo`. */
export function readInfo(
  info: unknown,
): Pick<GuestInside, 'agentVersion' | 'hostname' | 'timezone' | 'os'> {
  const os = said({
    name: short(at(info, 'os', 'prettyName')) ?? short(at(info, 'os', 'name')),
    version: short(at(info, 'os', 'version')),
    kernel: short(at(info, 'os', 'kernelRelease')),
    machine: short(at(info, 'os', 'machine')),
  });
  return {
    agentVersion: short(at(info, 'guestAgentVersion')),
    hostname: short(at(info, 'hostname')),
    timezone: short(at(info, 'timezone')),
    os,
  };
}

/** Seconds since 1970, with a fraction. */
function timeOf(value: unknown): string | undefined {
  const seconds = number(value);
  const time = new Date((seconds ?? NaN) * 1_000);
  return seconds === undefined || Number.isNaN(time.getTime())
    ? undefined
    : time.toISOString();
}

/** Source: kubevirt.io/api/core/v1, `VirtualMachineInstanceGuestOSUserList`. */
export const readUsers = (answer: unknown): User[] =>
  list(at(answer, 'items'))
    .flatMap((user): User[] => {
      const name = short(at(user, 'userName'));
      const domain = short(at(user, 'domain'));
      const since = timeOf(at(user, 'loginTime'));
      return name
        ? [{ name, ...(domain && { domain }), ...(since && { since }) }]
        : [];
    })
    .slice(0, MOST);

const fullness = ({ used, total }: FileSystem): number =>
  used !== undefined && total ? used / total : -1;

/** Source: kubevirt.io/api/core/v1, `VirtualMachineInstanceFileSystemList`. */
export const readFileSystems = (answer: unknown): FileSystem[] =>
  list(at(answer, 'items'))
    .flatMap((one): FileSystem[] => {
      const mountPoint = short(at(one, 'mountPoint'));
      const device = short(at(one, 'diskName'));
      const type = short(at(one, 'fileSystemType'));
      const used = number(at(one, 'usedBytes'));
      // Some agents tell no size, which KubeVirt writes as nothing at all or as 0.
      const total = number(at(one, 'totalBytes')) || undefined;
      return mountPoint
        ? [
            {
              mountPoint,
              ...(device && { device }),
              ...(type && { type }),
              ...(total !== undefined && used !== undefined && { used }),
              ...(total !== undefined && { total }),
            },
          ]
        : [];
    })
    .sort(
      (a, b) =>
        fullness(b) - fullness(a) || (a.mountPoint < b.mountPoint ? -1 : 1),
    )
    .slice(0, MOST);
