/**
 * Queries that are built and compiled once and only bound afterwards: a batch runs
 * the same dozen hundreds of times, and building them would cost more than running
 * them.
 */
import type { CompiledQuery, QueryResult } from 'kysely';

/** A connection in a transaction, or the database. */
export interface Executor {
  executeQuery<Row>(query: CompiledQuery<Row>): Promise<QueryResult<Row>>;
}

type Arguments = Readonly<Record<string, unknown>>;

/** Resolves with the rows. */
export type Prepared<Args, Row> = (db: Executor, args: Args) => Promise<Row[]>;

/** Resolves with how many rows were written. */
export type PreparedChange<Args> = (db: Executor, args: Args) => Promise<number>;

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
export function prepare<Args extends Arguments, Row>(
  build: (args: Args) => { compile(): CompiledQuery<Row> },
): Prepared<Args, Row> {
  const bind = compile(build);
  return async (db, args) => (await db.executeQuery<Row>(bind(args))).rows;
}

/** As `prepare`, for what returns no rows: to be told of rows costs more than to write one. */
export function prepareChange<Args extends Arguments>(
  build: (args: Args) => { compile(): CompiledQuery },
): PreparedChange<Args> {
  const bind = compile(build);
  return async (db, args) => Number((await db.executeQuery(bind(args))).numAffectedRows ?? 0);
}

function compile<Args extends Arguments, Row>(
  build: (args: Args) => { compile(): CompiledQuery<Row> },
): (args: Args) => CompiledQuery<Row> {
  const placeholders = new Proxy({}, { get: (_, name) => new Placeholder(String(name)) });
  const compiled = build(placeholders as Args).compile();
  const bound = compiled.parameters.map((value) => (value instanceof Placeholder ? value.name : undefined));
  return (args) => {
    const parameters = compiled.parameters.map((value, index) => {
      const name = bound[index];
      return name === undefined ? value : args[name];
    });
    return { ...compiled, parameters };
  };
}
