import sharp from "sharp";
import { expect } from "vitest";
import { addPicture } from "@/lib/pictures/commands";
import { findPicture, listPictures } from "@/lib/pictures/queries";
import { as, test } from "../../support/test";

const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: "#b9a" } });
const hashIn = (url: string) => url.split("/").at(-1)!;

test("a picture is written anew, made light, and is the same one when it comes again", async ({ scope, db }) => {
  const bytes = await plain(3000, 1500)
    .withExif({ IFD0: { Copyright: "secret place" } })
    .jpeg()
    .toBuffer();
  const shown = await addPicture(scope, { bytes, name: "beach.jpg" });
  expect(shown).toMatchObject({
    name: "beach.jpg",
    width: 1200,
    height: 600,
    url: expect.stringMatching(/^http:\/\/app\.test\/a\/[0-9a-f]{64}$/),
  });
  expect((await addPicture(scope, { bytes, name: "again.jpg" })).url).toBe(shown.url);
  expect(await listPictures(scope, 10)).toMatchObject([{ name: "beach.jpg" }]);
  const kept = (await findPicture(db, hashIn(shown.url)))!;
  expect(kept.contentType).toBe("image/jpeg");
  expect(kept.content.toString("latin1")).not.toContain("secret place");
  expect(await sharp(kept.content).metadata()).toMatchObject({ width: 1200, height: 600 });
});

test("what is transparent stays so, and what moves goes on moving", async ({ scope, db }) => {
  const clear = await sharp({ create: { width: 10, height: 10, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .webp()
    .toBuffer();
  const shown = await addPicture(scope, { bytes: clear, name: "" });
  expect((await findPicture(db, hashIn(shown.url)))?.contentType).toBe("image/png");
  expect(shown.name).toBe("Picture");
  const frames = Buffer.concat([
    await plain(4, 4).raw().toBuffer(),
    await sharp({ create: { width: 4, height: 4, channels: 3, background: "#000" } })
      .raw()
      .toBuffer(),
  ]);
  const gif = await sharp(frames, { raw: { width: 4, height: 8, channels: 3, pageHeight: 4 } })
    .gif()
    .toBuffer();
  const moving = await addPicture(scope, { bytes: gif, name: "m.gif" });
  expect(moving).toMatchObject({ width: 4, height: 4 });
  expect(await sharp((await findPicture(db, hashIn(moving.url)))!.content, { animated: true }).metadata()).toMatchObject({ pages: 2 });
});

test.for([
  ["an SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ["HTML that calls itself a picture", Buffer.from("<html><script>1</script></html>")],
  ["a picture that is cut off", Buffer.from("ffd8ffe000104a464946", "hex")],
  ["nothing", Buffer.alloc(0)],
] as const)("%s is refused, and says why", async ([, bytes], { scope }) => {
  await expect(addPicture(scope, { bytes, name: "x.png" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    fields: { picture: [expect.any(String)] },
  });
  expect(await listPictures(scope, 10)).toEqual([]);
});

test("a viewer adds none, a stranger is shown none, and an address that is none finds nothing", async ({ scope, stranger, db }) => {
  const bytes = await plain(4, 4).png().toBuffer();
  await expect(addPicture(as(scope, { type: "user", userId: "usr_v", role: "viewer" }), { bytes, name: "x" })).rejects.toThrow(
    /permission/,
  );
  await addPicture(scope, { bytes, name: "x" });
  expect(await listPictures(stranger, 10)).toEqual([]);
  for (const hash of ["", "..", "a".repeat(64), "A".repeat(64)]) expect(await findPicture(db, hash)).toBeUndefined();
});
