import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { snippetsFor } from "@/components/onboarding/code";
import { tag } from "@/scripts/launch/build";

test("the JS tag weighs at most 3 KB on the wire, and brings nothing but itself", async () => {
  const { outputFiles, metafile } = await build({ ...tag("dist"), write: false, metafile: true });
  expect(gzipSync(outputFiles[0]!.contents, { level: 9 }).byteLength).toBeLessThanOrEqual(3 * 1024);
  expect(Object.keys(metafile.inputs).filter((file) => !file.startsWith("scripts/tag/"))).toEqual([]);
});

test("what loads it is less than 500 bytes in a page", () => {
  const [website] = snippetsFor("https://crowdpower.example.com", "pk_0123456789abcdef0123456789", null);
  const loader = website!.code.slice(0, website!.code.indexOf('cp("identify"'));
  expect(Buffer.byteLength(loader)).toBeLessThan(500);
});
