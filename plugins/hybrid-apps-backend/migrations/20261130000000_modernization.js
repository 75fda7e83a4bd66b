// @ts-check

/**
 * How far each app was in containers, day by day: a row only where that changed.
 *
 * Times are texts in ISO 8601, UTC, with milliseconds: they sort as they are,
 * in every database alike.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('modernization', table => {
    table.comment('How far each app was in containers');
    table.string('entity_ref').notNullable();
    table.string('day').notNullable().comment('Of UTC, like 2026-11-30');
    table.string('at').notNullable().comment('When it was seen, of that day');
    table
      .text('figures')
      .notNullable()
      .comment('ModernizationFigures of the API, as JSON');
    table.primary(['entity_ref', 'day']);
    table.index(['day'], 'modernization_day_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('modernization');
};
