// @ts-check

/**
 * What running tasks may have created, so that it can be removed when they fail.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('hybrid_apps_created_objects', table => {
    table.increments('id');
    table.string('task_id').notNullable().index();
    table.string('cluster').notNullable();
    table.text('object').notNullable().comment('A reference, as JSON');
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('hybrid_apps_created_objects');
};
