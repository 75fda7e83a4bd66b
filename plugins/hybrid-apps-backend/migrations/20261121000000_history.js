/**
 * What changed in apps, and the last known state that changes are told from.
 *
 * Times are texts in ISO 8601, UTC, with milliseconds: they sort as they are,
 * in every database alike.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('components', table => {
    table.comment('The last known state of each component of each app');
    table.string('entity_ref').notNullable();
    table
      .string('component', 700)
      .notNullable()
      .comment('cluster/namespace/group/Kind/name');
    table.string('health').nullable().comment('Null until it was known');
    table.string('ingress').nullable().comment('isolated or open');
    table.string('egress').nullable().comment('isolated or open');
    table.primary(['entity_ref', 'component']);
  });

  await knex.schema.createTable('changes', table => {
    table.comment('The timeline of each app');
    table.bigIncrements('id');
    table.string('entity_ref').notNullable();
    table.string('at').notNullable();
    table.string('change').notNullable();
    table.string('component', 700).notNullable();
    table.string('before').nullable();
    table.string('after').nullable();
    table.text('text').notNullable();
    table.index(['entity_ref', 'at', 'id'], 'changes_timeline_idx');
    table.index(['at'], 'changes_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('changes');
  await knex.schema.dropTable('components');
};
