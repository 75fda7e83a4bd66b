import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { at, list, number, text } from '../objects';

export type GuestInside = NonNullable<ObjectInside['guest']>;
type User = NonNullable<GuestInside['users']>[number];
type FileSystem = NonNullable<GuestInside['fileSystems']>[number];

/** So many users, and so many file systems, are told. */
const MOST = 50;

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
    name: text(at(info, 'os', 'prettyName')) ?? text(at(info, 'os', 'name')),
    version: text(at(info, 'os', 'version')),
    kernel: text(at(info, 'os', 'kernelRelease')),
    machine: text(at(info, 'os', 'machine')),
  });
  return {
    agentVersion: text(at(info, 'guestAgentVersion')),
    hostname: text(at(info, 'hostname')),
    timezone: text(at(info, 'timezone')),
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
      const name = text(at(user, 'userName'));
      const domain = text(at(user, 'domain'));
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
      const mountPoint = text(at(one, 'mountPoint'));
      const device = text(at(one, 'diskName'));
      const type = text(at(one, 'fileSystemType'));
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
