// @ts-check

/**
 * Tickets for consoles, and the consoles that are open on any replica.
 *
 * Times are texts in ISO 8601, UTC, with milliseconds: they sort as they are,
 * in every database alike.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('console_tickets', table => {
    table.comment('Tickets for one console each, until they are used');
    table.string('hash').primary().comment('SHA-256 of the ticket, in hex');
    table.string('until').notNullable();
    table.text('wanted').notNullable().comment('For whom and what, as JSON');
    table.index(['until'], 'console_tickets_until_idx');
  });
  await knex.schema.createTable('open_consoles', table => {
    table.comment('Who sits at which console');
    table.string('id').primary();
    table.string('target').notNullable().comment('Equal for the same console');
    table.string('person').notNullable().comment('Entity reference');
    table.text('told').notNullable().comment('OpenConsole of the API, as JSON');
    table.string('seen').notNullable().comment('When its replica said so last');
    table.string('ended_by').comment('Who asked for its end');
    table.index(['target'], 'open_consoles_target_idx');
    table.index(['seen'], 'open_consoles_seen_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('open_consoles');
  await knex.schema.dropTable('console_tickets');
};
