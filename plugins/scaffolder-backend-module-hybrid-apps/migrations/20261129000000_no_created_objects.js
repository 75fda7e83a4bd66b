// @ts-check

/**
 * What tasks created is recorded by the hybrid-apps backend, in its own
 * database. What stands in this table is not taken over: it has neither uids nor
 * field managers, so nothing in it tells an object of a task from another one of
 * the same name. The module names it in the log before it goes.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.dropTable('hybrid_apps_created_objects');
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.createTable('hybrid_apps_created_objects', table => {
    table.increments('id');
    table.string('task_id').notNullable().index();
    table.string('cluster').notNullable();
    table.text('object').notNullable().comment('A reference, as JSON');
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
  });
};
