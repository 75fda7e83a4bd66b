import {
  Modernization,
  ModernizationFigures,
  ModernizationPage,
  ModernizationShare,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { before } from './build';
import { mongodb, web } from './inventory';

const GI = 2 ** 30;
const DAY = 24 * 60;

const share = (
  count: number,
  cpu: number,
  gib: number,
  unknown = 0,
): ModernizationShare => ({
  count,
  cpu: { value: cpu, unknown },
  memory: { value: gib * GI, unknown },
});

export const figures = (
  vm: ModernizationShare,
  container: ModernizationShare,
): ModernizationFigures => ({ vm, container });

const inventory = figures(share(1, 2, 4), share(1, 0.5, 1));

export const inventoryModernization: Modernization = {
  entityRef: 'system:default/inventory',
  revision: '41',
  stage: 'mixed',
  figures: inventory,
  components: [
    {
      id: mongodb.id,
      cluster: 'onprem',
      namespace: 'inventory',
      kind: 'VirtualMachine',
      name: 'mongodb-vm',
      category: 'vm',
      replicas: 1,
      cpu: 2,
      memory: 4 * GI,
    },
    {
      id: web.id,
      cluster: 'onprem',
      namespace: 'inventory',
      kind: 'Deployment',
      name: 'web',
      category: 'container',
      replicas: 2,
      cpu: 0.5,
    },
  ],
  waits: [
    {
      source: web.id,
      target: mongodb.id,
      relation: 'connects',
      through: 'mongodb',
      ports: '27017',
    },
  ],
  isWhole: true,
  series: [
    { at: before(30 * DAY), figures: figures(share(2, 4, 8), share(0, 0, 0)) },
    { at: before(3 * DAY), figures: inventory },
  ],
  knowledge: [],
};

export const modernizations: Record<string, Modernization> = {
  'system:default/inventory': inventoryModernization,
};

export const modernizationPage: ModernizationPage = {
  items: [
    {
      entityRef: 'system:default/erp',
      name: 'erp',
      title: 'Enterprise resource planning',
      owner: 'group:default/team-b',
      stage: 'mixed',
      figures: figures(share(3, 28, 208), share(3, 2, 4, 1)),
      waits: 2,
      isWhole: true,
    },
    {
      entityRef: 'system:default/inventory',
      name: 'inventory',
      owner: 'group:default/team-a',
      stage: 'mixed',
      figures: inventory,
      waits: 1,
      isWhole: true,
    },
    {
      entityRef: 'system:default/journal',
      name: 'journal',
      owner: 'group:default/team-a',
      stage: 'containers',
      figures: figures(share(0, 0, 0), share(2, 1, 2)),
      waits: 0,
      isWhole: true,
    },
  ],
  totals: {
    apps: 3,
    stages: { vms: 0, mixed: 2, containers: 1, none: 0, unknown: 0 },
    figures: figures(share(4, 30, 212), share(6, 3.5, 7, 1)),
  },
  series: [
    {
      at: before(30 * DAY),
      figures: figures(share(6, 40, 280), share(2, 1, 2)),
    },
    {
      at: before(10 * DAY),
      figures: figures(share(5, 34, 216), share(5, 3, 6, 1)),
    },
    {
      at: before(3 * DAY),
      figures: figures(share(4, 30, 212), share(6, 3.5, 7, 1)),
    },
  ],
  notInSeries: 0,
  knowledge: [],
};
