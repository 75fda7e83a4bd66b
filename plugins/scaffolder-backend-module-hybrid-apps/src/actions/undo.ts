import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { undoTask, UndoServices } from '../undo';

/** Removes what the task created so far. */
export const createUndoAction = (services: UndoServices) =>
  createTemplateAction({
    id: 'hybrid-apps:undo',
    description:
      'Removes what this task created, and says so. Meant as the last step, with `if: ${{ failure() }}`; a task without it is undone as well, a little later and silently.',
    schema: { input: {} },
    async handler(ctx) {
      const { lines } = await undoTask(services, ctx.task.id);
      if (lines.length === 0) {
        ctx.logger.info('Nothing is left of this task.');
      }
      lines.forEach(line => ctx.logger.info(line));
    },
  });
