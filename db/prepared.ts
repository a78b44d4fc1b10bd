import type { QueryResultRow } from "pg";
import type { Db } from "@/db/client";

/** Runs one statement with these values, as part of the transaction if `db` is one. */
export type Statement<Row extends QueryResultRow> = (db: Db, ...values: unknown[]) => Promise<Row[]>;

/**
 * A statement that each connection parses and plans once: for what runs with every call that comes in. Its name is its text's for good,
 * so another text needs another name. Values are `$1`, `$2`, … and must be what the driver can send; times of rows come as text.
 */
export const prepared =
  <Row extends QueryResultRow>(name: string, text: string): Statement<Row> =>
  async (db, ...values) => {
    const statement = db._.session.prepareQuery<{ execute: { rows: Row[] }; all: unknown; values: unknown }>(
      { sql: text, params: values },
      undefined,
      name,
      false,
    );
    return (await statement.execute()).rows;
  };
