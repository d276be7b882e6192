/**
 * Queries that are built and compiled once and only bound afterwards: a batch runs
 * the same dozen hundreds of times, and building them would cost more than running
 * them.
 */
import type { CompiledQuery, Kysely } from 'kysely';

import type { Tables } from './tables.js';

type Executor = Pick<Kysely<Tables>, 'executeQuery'>;

export type Prepared<Args, Row> = (db: Executor, args: Args) => Promise<Row[]>;

/** Stands in a query for an argument that comes later. */
class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/**
 * @param build is called once; it may only name fields of its argument and pass them
 *   on into the query, since they have no values yet.
 */
export function prepare<Args extends Readonly<Record<string, unknown>>, Row>(
  build: (args: Args) => { compile(): CompiledQuery<Row> },
): Prepared<Args, Row> {
  const placeholders = new Proxy({}, { get: (_, name) => new Placeholder(String(name)) });
  const compiled = build(placeholders as Args).compile();
  const bound = compiled.parameters.map((value) => (value instanceof Placeholder ? value.name : undefined));
  return async (db, args) => {
    const parameters = compiled.parameters.map((value, index) => {
      const name = bound[index];
      return name === undefined ? value : args[name];
    });
    const { rows } = await db.executeQuery<Row>({ ...compiled, parameters });
    return rows;
  };
}
