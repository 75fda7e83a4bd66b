import { ApiRouter } from '@backstage/backend-openapi-utils';
import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { Clusters } from '../clusters';
import { History } from '../history';
import { AppAccess } from '../permissions';
import { spec } from '../schema/openapi.generated';
import { AppViews } from '../views';

/** What the routes work with. */
export interface RouterOptions {
  access: AppAccess;
  auditor: AuditorService;
  clusters: Clusters;
  history: Pick<History, 'latest' | 'read'>;
  httpAuth: HttpAuthService;
  views: AppViews;
}

/** A router whose paths, parameters, bodies and answers are those of the OpenAPI document. */
export type HybridAppsRouter = ApiRouter<typeof spec>;
