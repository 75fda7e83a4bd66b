import { Topology } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { screen } from '@testing-library/react';

export const ERP = 'system:default/erp';

export const card = (name: RegExp) => screen.findByRole('button', { name });
export const vmCard = () => card(/^VM · 2 vCPU · 4 GiB mongodb-vm/);
export const panel = (name: string) =>
  screen.findByRole('complementary', { name: `Details of ${name}` });

/** A backend whose topology a test changes. */
export function changing(first: Topology) {
  let current = first;
  let asked = 0;
  return {
    api: {
      async getTopology() {
        asked += 1;
        return { value: current, etag: `"${current.revision}"` };
      },
    },
    become(next: Topology) {
      current = { ...next, revision: `${current.revision}+` };
    },
    timesAsked: () => asked,
  };
}
