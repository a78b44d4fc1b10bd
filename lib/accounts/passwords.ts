import "server-only";
import { hash, verify } from "@node-rs/argon2";

/** Argon2id with 19 MiB, 2 passes and 1 lane: what OWASP asks for at least. The parameters are in the hash, so they can rise later. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password.normalize("NFC"), COST);

let nobodys: Promise<string> | undefined;

/** Whether the password is right. Where there is none to compare with, it takes as long and is wrong. */
export async function passwordMatches(kept: string | null | undefined, password: string): Promise<boolean> {
  nobodys ??= hashPassword("the password of nobody");
  const matches = await verify(kept ?? (await nobodys), password.normalize("NFC"));
  return matches && Boolean(kept);
}
