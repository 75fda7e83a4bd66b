import { stringifyEntityRef } from '@backstage/catalog-model';
import { Journal } from '../operations/consoles';
import { Audit, nameOf } from './audit';

/** Has the audit log say who sits at which console, for how long, and never what is typed. */
export const consoleJournal =
  (audit: Pick<Audit, 'session'>): Journal =>
  async ({ person, address, wanted, target }, { id, role }) => {
    const end = await audit.session('console-session', {
      session: id,
      caller: person,
      address,
      app: stringifyEntityRef(wanted.app),
      cluster: target.cluster,
      objects: [nameOf(target.object)],
      kind: target.kind,
      role,
      ...(target.container && { container: target.container }),
    });
    return ({ why, seconds, typed, shown }) =>
      end({ why, seconds, typedBytes: typed, shownBytes: shown });
  };
