import { AppSummary } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppEntities, namesObjects } from '../catalog';
import { AppView, Drawn, failedSummary } from '../views';
import { RouterOptions } from './types';
import { Viewer } from './viewer';

/** An app as a list has it. */
export interface Looked {
  view?: AppView;
  drawn?: Drawn;
  /** Its line; absent where there is nothing of it in any cluster. */
  summary?: Omit<AppSummary, 'changedAt'>;
}

/** Looks at an app for a list. One that cannot be told of never takes the list with it. */
export async function lookAtApp(
  app: AppEntities,
  { own, sight }: Pick<Viewer, 'own' | 'sight'>,
  { views }: Pick<RouterOptions, 'views'>,
): Promise<Looked> {
  try {
    const view = views.of(app, sight, own);
    // Not every System of a catalog has something in a cluster.
    const isPresent =
      [app.entity, ...app.parts].some(namesObjects) ||
      view.members.members.length > 0 ||
      view.isCut;
    if (!isPresent) {
      return { view };
    }
    const drawn = await view.drawn();
    return { view, drawn, summary: drawn.summary };
  } catch (error) {
    return { summary: failedSummary(app, error) };
  }
}
