import "server-only";
import { randomBytes } from "node:crypto";
import { Slug } from "@/lib/projects/schema";

const LONGEST = 40; // leaves room for the ending that makes it unique

/** Addresses for a project of this name, the nicest first; the last is random and so is free. */
export function* slugsFor(name: string): Generator<string> {
  const plain = plainly(name);
  if (Slug.safeParse(plain).success) yield plain;
  const base = plain || "project";
  for (let n = 2; n <= 9; n++) yield `${base}-${n}`;
  yield `${base}-${randomBytes(3).toString("hex")}`;
}

const plainly = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, "");
