// @ts-check

/**
 * Plans that stop or start a whole app: each step an act, with how its object ran
 * before, so that a backend that was restarted goes on, and all starts as it was.
 *
 * Times are texts in ISO 8601, UTC, with milliseconds: they sort as they are,
 * in every database alike.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('plans', table => {
    table.comment('Whole apps that were stopped or started');
    table.string('id', 64).primary().comment('Chosen by who asks');
    table.string('entity_ref').notNullable().comment('Of the app');
    table.string('kind').notNullable().comment('stop or start');
    table.string('asked_by').notNullable().comment('Entity reference');
    table
      .text('person')
      .nullable()
      .comment('Who asked and whom they spoke for, as JSON; null of nobody');
    table
      .string('goes_back', 64)
      .nullable()
      .comment('The plan that it takes back');
    table
      .string('due_at')
      .nullable()
      .comment('The moment of the hours of the app that it is of');
    table.text('left_alone').notNullable().comment('What, and why, as JSON');
    table
      .string('state')
      .notNullable()
      .comment('running, done, failed or cancelled');
    table.string('cancel_by').nullable().comment('Who asked for its end');
    table.string('asked_at').notNullable();
    table.string('ended_at').nullable();
    table
      .string('busy')
      .nullable()
      .comment('The app while it runs: one plan at a time');
    table.string('leased_by').nullable().comment('The replica that runs it');
    table.string('leased_until').nullable();
    table.unique(['busy'], { indexName: 'plans_busy_uq' });
    table.index(['entity_ref', 'asked_at'], 'plans_entity_ref_idx');
    table.index(['asked_at'], 'plans_asked_at_idx');
  });
  await knex.schema.createTable('plan_steps', table => {
    table.comment('What plans do, object by object');
    table.string('plan_id', 64).notNullable();
    table.integer('position').notNullable();
    table.integer('stage').notNullable();
    table.text('object').notNullable().comment('The id of its node');
    table.string('cluster').notNullable();
    table.string('namespace').notNullable();
    table.string('uid').notNullable().comment('Of the object');
    table.string('act').notNullable().comment('Like vm-stop');
    table.text('input').nullable().comment('As JSON');
    table.text('before').notNullable().comment('How it ran, as JSON');
    table
      .string('state')
      .notNullable()
      .comment('waiting, begun, done, failed or skipped');
    table.text('message').nullable();
    table.string('begun_at').nullable();
    table.string('ended_at').nullable();
    table.primary(['plan_id', 'position']);
  });
  await knex.schema.createTable('stopped_objects', table => {
    table.comment('How what plans stopped ran before, until it is started');
    table.string('entity_ref').notNullable().comment('Of the app');
    table.string('cluster').notNullable();
    table.string('uid').notNullable().comment('Of the object');
    table.string('plan_id', 64).notNullable();
    table.text('before').notNullable().comment('How it ran, as JSON');
    table.primary(['entity_ref', 'cluster', 'uid']);
  });
  await knex.schema.createTable('plan_moments', table => {
    table.comment('When the hours of apps had them stopped or started');
    table.string('entity_ref').notNullable().comment('Of the app');
    table.string('due_at').notNullable();
    table.string('kind').notNullable().comment('stop or start');
    table.string('outcome').notNullable().comment('begun, nothing or skipped');
    table.text('message').nullable();
    table.primary(['entity_ref', 'due_at']);
    table.index(['due_at'], 'plan_moments_due_at_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('plan_moments');
  await knex.schema.dropTable('stopped_objects');
  await knex.schema.dropTable('plan_steps');
  await knex.schema.dropTable('plans');
};
