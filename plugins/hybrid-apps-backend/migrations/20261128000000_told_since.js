/**
 * Up to where the health of a component is told, so that replicas, which all
 * see the same changes, tell each once.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('components', table => {
    table
      .string('since')
      .nullable()
      .comment('When its health was seen to become so; null until it was told');
    table
      .string('cause')
      .nullable()
      .comment(
        'The change of an object that made it so, as uid@resourceVersion',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('components', table => {
    table.dropColumns('since', 'cause');
  });
};
