import { randomUUID } from 'crypto';
import { Allocator } from '../defaults';
import { listAt, recordsAt, textAt } from '../objects';
import { kindOf } from '../kinds';
import { ObjectTable } from './objects';

/** Addresses and ports of Services that nobody has yet: 10.96.0.0/16, from 30000 on. */
export function createAllocator(objects: ObjectTable): Allocator {
  const services = () => {
    const def = kindOf('', 'Service');
    return def ? objects.list(def) : [];
  };
  let lastIp = 9;
  let lastPort = 29_999;
  return {
    uid: randomUUID,
    clusterIp() {
      const taken = new Set(
        services().flatMap(service => [
          textAt(service, 'spec', 'clusterIP'),
          ...listAt(service, 'spec', 'clusterIPs'),
        ]),
      );
      let address: string;
      do {
        lastIp += 1;
        // eslint-disable-next-line no-bitwise
        address = `10.96.${(lastIp >> 8) & 255}.${lastIp & 255}`;
      } while (taken.has(address));
      return address;
    },
    nodePort() {
      const taken = new Set(
        services().flatMap(service =>
          recordsAt(service, 'spec', 'ports').map(port => port.nodePort),
        ),
      );
      do {
        lastPort += 1;
      } while (taken.has(lastPort));
      return lastPort;
    },
  };
}
