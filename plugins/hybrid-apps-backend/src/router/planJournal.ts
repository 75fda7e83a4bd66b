import { PlanJournal } from '../operations/plans';
import { Audit } from './audit';

/** Has the audit log say when a plan and each of its acts begin, in whose name, and how they end. */
export const planJournal = (audit: Pick<Audit, 'session'>): PlanJournal => ({
  async plan({ id, entityRef, askedBy, kind }) {
    const end = await audit.session('plan-run', {
      plan: id,
      caller: askedBy,
      app: entityRef,
      power: kind,
    });
    return state => end({ results: [state] });
  },
  async act({ id: plan, entityRef, askedBy }, { object, act, cluster }, id) {
    const end = await audit.session('plan-act', {
      plan,
      caller: askedBy,
      app: entityRef,
      cluster,
      act,
      object,
      id,
    });
    return state => end({ results: [`${object} ${state}`] });
  },
});
