/**
 * What people set of a component, so that a change of it is told, and who made a
 * change, as far as the cluster tells.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('components', table => {
    table
      .text('setup')
      .nullable()
      .comment('What is set of it, as JSON; null until it was known');
  });
  await knex.schema.alterTable('changes', table => {
    table
      .text('by')
      .nullable()
      .comment('The field manager that made the change; null where not known');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('changes', table => {
    table.dropColumns('by');
  });
  await knex.schema.alterTable('components', table => {
    table.dropColumns('setup');
  });
};
