/**
 * Opens the endpoint's embedded database: a SQLite file through libSQL, durable at
 * every commit (WAL, `synchronous=FULL`). One connection serves the process, so
 * that its transactions queue; another process on the same file waits its turn.
 */
import LibSql from 'libsql';
import {
  Kysely,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely';
import { CompiledQuery } from 'kysely';

import { migrate } from './migrations.js';
import type { Tables } from './tables.js';

export type Database = Kysely<Tables>;

/** Longer than any batch, shorter than a client waits. */
const BUSY_TIMEOUT_MS = 5_000;
const MAX_STATEMENTS = 256;

/** @param file a path, or `:memory:` for tests */
export async function openDatabase(file: string, now: () => number = Date.now): Promise<Database> {
  const connection = new LibSql(file, { timeout: BUSY_TIMEOUT_MS });
  connection.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  connection.exec('pragma journal_mode = wal');
  connection.exec('pragma synchronous = full');
  const database = new StatementCache(connection);
  const db: Database = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new WritingDriver({ database }),
      createIntrospector: (introspected) => new SqliteIntrospector(introspected),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  try {
    await migrate(db, now);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return db;
}

/** Takes the write lock at once: a transaction that reads first could not always get it later. */
class WritingDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** libSQL keeps memory for every statement object made, so the same text gets the same one. */
class StatementCache implements SqliteDatabase {
  readonly #connection: LibSql.Database;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(connection: LibSql.Database) {
    this.#connection = connection;
  }

  prepare(text: string): SqliteStatement {
    const known = this.#statements.get(text);
    if (known) {
      this.#statements.delete(text);
      this.#statements.set(text, known);
      return known;
    }
    const statement = toKyselyStatement(this.#connection.prepare(text));
    this.#statements.set(text, statement);
    if (this.#statements.size > MAX_STATEMENTS) this.#forgetOldest();
    return statement;
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }

  #forgetOldest(): void {
    for (const text of this.#statements.keys()) {
      this.#statements.delete(text);
      return;
    }
  }
}

function toKyselyStatement(statement: LibSql.Statement): SqliteStatement {
  const reader = statement.reader;
  return {
    reader,
    all: (parameters) => statement.all(parameters),
    run: (parameters) => statement.run(parameters),
    iterate: (parameters) => statement.iterate(parameters) as IterableIterator<unknown>,
  };
}
