import { ApiRouter } from '@backstage/backend-openapi-utils';
import { HttpAuthService } from '@backstage/backend-plugin-api';
import { RequestHandler } from 'express';
import { IsPlatform } from '../apps';
import { AppEntities } from '../catalog';
import { Clusters } from '../clusters';
import { ListEvents } from '../events';
import { AskManagers } from '../fieldManagers';
import { Guests } from '../guest';
import { History } from '../history';
import { Impersonation } from '../impersonation';
import { Metrics, MetricsOverTime } from '../metrics';
import { ModernizationRecord } from '../modernization';
import { IsOfCluster, OwnerOf } from '../namespaces';
import { Viewers } from '../notify';
import { ActRows } from '../operations/acts';
import { HoursSettings, MomentRows } from '../operations/hours';
import { PlanClients, PlanRows, PlanRunner } from '../operations/plans';
import { AppAccess } from '../permissions';
import { Previewer } from '../policy';
import { Consoles, RequireTarget } from '../operations/consoles';
import { Ledger, Openings } from '../provisioning';
import { spec } from '../schema/openapi.generated';
import { AppViews, Discovery } from '../views';
import { Audit } from './audit';

/** What the routes work with. */
export interface RouterOptions {
  access: AppAccess;
  actRows: ActRows;
  audit: Audit;
  /** Stands in front of all routes. */
  barrier: RequestHandler;
  clusters: Clusters;
  consoles: Pick<Consoles, 'end' | 'list' | 'ticket'>;
  /** Sees every request first, and has the WebSockets of consoles come in. */
  consoleUpgrades: RequestHandler;
  /** Ends what is streamed, as the backend stops. */
  closing: AbortSignal;
  discovery: Discovery;
  /** Every app of the catalog, whoever may see it: for nothing that leaves the portal. */
  everyApp: () => Promise<AppEntities[]>;
  guests: Guests;
  history: Pick<History, 'latest' | 'read'>;
  httpAuth: HttpAuthService;
  /** In whose name clusters are written to. */
  impersonation: Impersonation;
  isOfCluster: IsOfCluster;
  isPlatform: IsPlatform;
  ledger: Ledger;
  listEvents: ListEvents;
  managersOf: AskManagers;
  metrics: Metrics;
  modernization: Pick<ModernizationRecord, 'read'>;
  openings: Openings;
  overTime: Pick<MetricsOverTime, 'ask' | 'isConfigured'>;
  ownerOf: OwnerOf;
  /** Which hours are followed, and what became of them. */
  hours: HoursSettings;
  moments: Pick<MomentRows, 'last'>;
  planClients: Pick<PlanClients, 'whyNot'>;
  planRows: PlanRows;
  planRunner: Pick<PlanRunner, 'run'>;
  requireConsole: RequireTarget;
  previewer: Pick<Previewer, 'preview' | 'prepare'>;
  /** Is told who asks, and who was shown what. */
  viewers: Pick<Viewers, 'asked' | 'saw'>;
  views: AppViews;
}

/** A router whose paths, parameters, bodies and answers are those of the OpenAPI document. */
export type HybridAppsRouter = ApiRouter<typeof spec>;
