import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { taskOf, tellUndone, undoTask, UndoServices } from '../undo';
import { undoExamples } from './examples';

/** Removes what the task created so far. */
export const createUndoAction = (services: UndoServices) =>
  createTemplateAction({
    id: 'hybrid-apps:undo',
    description:
      'Removes what this task created, and says so. Meant as the last step, with `if: ${{ failure() }}`; a task without it is undone as well, a little later and silently.',
    examples: undoExamples,
    schema: { input: {} },
    async handler(ctx) {
      const undone = await undoTask(
        services,
        await taskOf(services, ctx),
        line => ctx.logger.info(line),
      );
      if (undone.removed.length === 0 && undone.left.length === 0) {
        ctx.logger.info('Nothing is left of this task.');
      }
      tellUndone(ctx.logger, undone);
    },
  });
