// @ts-check

/**
 * What applies created, or are just creating, so that it can be taken back.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('created_objects', table => {
    table.comment('What tasks that are not done created');
    table.bigIncrements('id');
    table.string('task').notNullable();
    table
      .string('asked_by_user')
      .nullable()
      .comment('Entity reference of who asked; null where a service did');
    table
      .text('asked_by_service')
      .nullable()
      .comment(
        'Subject of the service that asked, be it in the name of a user',
      );
    table.string('cluster').notNullable();
    table.text('object').notNullable().comment('A reference, as JSON');
    table
      .string('manager')
      .notNullable()
      .comment('The field manager of the call, and of no other');
    table
      .string('uid')
      .nullable()
      .comment('Null until the cluster answered; it stays so where it did not');
    table
      .boolean('is_undone')
      .notNullable()
      .defaultTo(false)
      .comment('Undone before the cluster answered: what it says then goes');
    table
      .text('ownership_entity_refs')
      .nullable()
      .comment(
        'A JSON list: whom the user spoke for, where it was created in their name',
      );
    table.string('created_at').notNullable();
    table.index(['task'], 'created_objects_task_idx');
    table.index(['manager'], 'created_objects_manager_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('created_objects');
};
