import "server-only";
import type { PoolClient } from "pg";
import { sqlPool } from "@/db/client";
import { REVOCATIONS_CHANNEL } from "@/lib/projects/known-keys";

const AGAIN_MS = 1_000;

type Heard = { revoked: (keyId: string) => void; missed: () => void };

/**
 * Tells of keys that are revoked in any process, as long as `hears` says so; `missed` is told whenever some may have gone unheard.
 * Begins when it is first asked whether it hears: a process that never takes a key needs no connection for this.
 */
export function listenForRevocations({ revoked, missed }: Heard): { hears: () => boolean } {
  let connection: PoolClient | null = null;
  let isBegun = false;

  const begin = async () => {
    isBegun = true;
    try {
      const client = await sqlPool.connect();
      client.once("error", () => lost(client));
      client.on("notification", ({ payload }) => revoked(payload ?? ""));
      await client.query(`listen ${REVOCATIONS_CHANNEL}`).catch((error) => {
        lost(client);
        throw error;
      });
      connection = client;
      missed();
    } catch {
      again();
    }
  };
  const lost = (client: PoolClient) => {
    client.removeAllListeners("notification").removeAllListeners("error");
    client.release(true);
    if (connection !== client) return;
    connection = null;
    missed();
    again();
  };
  const again = () => void setTimeout(begin, AGAIN_MS).unref();

  return {
    hears: () => {
      if (!isBegun) void begin();
      return connection !== null;
    },
  };
}
