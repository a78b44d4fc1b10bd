import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { AudienceFields } from "@/components/broadcasts/audience-fields";
import { MOST_NAMED, NOBODY } from "@/lib/broadcasts/schema";

/** The page of an audience with so many segments to choose from, of which so many are chosen. */
function page(segments: number, chosen: number) {
  const choices = Array.from({ length: segments }, (_, i) => ({ id: `seg_${i}`, name: `Segment ${i}`, size: i }));
  const include = { ...NOBODY.include, segments: choices.slice(0, chosen).map(({ id }) => id) };
  const html = renderToStaticMarkup(
    createElement(AudienceFields, { audience: { ...NOBODY, include }, segments: choices, tags: [], readOnly: false, change: () => {} }),
  );
  return html.split("<fieldset").find((field) => field.includes("In any of these segments"))!;
}

test("segments can be narrowed where there are more than are seen at a glance", () => {
  expect(page(8, 0)).not.toContain('type="search"');
  expect(page(9, 0)).toContain('type="search"');
});

test("the limit is said where it is met, and no more than that can be chosen", () => {
  const disabled = (html: string) => html.match(/role="checkbox"[^>]*aria-disabled="true"/g)?.length ?? 0;
  const [almost, full] = [page(60, MOST_NAMED - 1), page(60, MOST_NAMED)];
  expect([disabled(almost), almost.includes("At most")]).toEqual([0, false]);
  expect([disabled(full), full.includes(`At most ${MOST_NAMED} can be chosen.`)]).toEqual([60 - MOST_NAMED, true]);
});
