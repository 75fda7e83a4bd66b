// @ts-check

/**
 * Acts on objects of clusters: a row before the request, so that none is done twice.
 *
 * Times are texts in ISO 8601, UTC, with milliseconds: they sort as they are,
 * in every database alike.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('acts', table => {
    table.comment(
      'What people did to objects of clusters, and what became of it',
    );
    table.string('id', 64).primary().comment('Chosen by who asks');
    table.string('act').notNullable().comment('Like vm-start');
    table.string('entity_ref').notNullable().comment('Of the app');
    table.string('cluster').notNullable();
    table.string('namespace').notNullable();
    table.text('object').notNullable().comment('The id of its node');
    table.string('uid').notNullable().comment('Of the object');
    table.string('asked_by').notNullable().comment('Entity reference');
    table.text('input').nullable().comment('As JSON');
    table
      .string('state')
      .notNullable()
      .comment('asked, taken, done, failed, late or unknown');
    table.text('message').nullable();
    table.string('asked_at').notNullable();
    table
      .string('until')
      .notNullable()
      .comment('After which it takes too long');
    table.string('ended_at').nullable();
    table
      .string('busy')
      .nullable()
      .comment('Cluster and uid while it is under way: one act at a time');
    table.unique(['busy'], { indexName: 'acts_busy_uq' });
    table.index(['entity_ref', 'asked_at'], 'acts_entity_ref_idx');
    table.index(['asked_at'], 'acts_asked_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('acts');
};
