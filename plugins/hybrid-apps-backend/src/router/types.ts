import { ApiRouter } from '@backstage/backend-openapi-utils';
import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { IsPlatform } from '../apps';
import { AppEntities } from '../catalog';
import { Clusters } from '../clusters';
import { History } from '../history';
import { Viewers } from '../notify';
import { AppAccess } from '../permissions';
import { Ledger, Openings } from '../provisioning';
import { spec } from '../schema/openapi.generated';
import { AppViews } from '../views';

/** What the routes work with. */
export interface RouterOptions {
  access: AppAccess;
  auditor: AuditorService;
  clusters: Clusters;
  /** Every app of the catalog, whoever may see it: for nothing that leaves the portal. */
  everyApp: () => Promise<AppEntities[]>;
  history: Pick<History, 'latest' | 'read'>;
  httpAuth: HttpAuthService;
  isPlatform: IsPlatform;
  ledger: Ledger;
  openings: Openings;
  /** Is told who was shown what. */
  viewers: Pick<Viewers, 'saw'>;
  views: AppViews;
}

/** A router whose paths, parameters, bodies and answers are those of the OpenAPI document. */
export type HybridAppsRouter = ApiRouter<typeof spec>;
