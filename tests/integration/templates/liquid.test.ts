import fc from "fast-check";
import { Liquid } from "liquidjs";
import { describe, expect, test } from "vitest";
import { parseLiquid, renderLiquid, type Values } from "@/lib/templates/liquid/engine";
import { planOf, renderPlan } from "@/lib/templates/liquid/plan";
import { RenderFailed, renderWatched } from "@/lib/templates/liquid/watched";

const name = fc.constantFrom("a", "b", "first_name", "plan", "__proto__", "constructor");
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join("."));
const word = fc.stringMatching(/^[^"{}%\\\r\n]{0,12}$/);
const leaf = fc.oneof(
  fc.string(),
  fc.constantFrom("<b>", "&amp;", "\"'", ""),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant(null),
);
const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(leaf, { maxLength: 3 }),
    fc.dictionary(name, tie("any"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).any;
const values = fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true }) as fc.Arbitrary<Values>;
const output = fc.oneof(
  path.map((p) => `{{ ${p} }}`),
  fc.tuple(path, word).map(([p, w]) => `{{ ${p} | default: "${w}" }}`),
);
const piece = fc.oneof(
  word,
  output,
  fc.tuple(path, output, output).map(([p, then, other]) => `{% if ${p} %}${then}{% else %}${other}{% endif %}`),
);
const source = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));

test("a plain template is written without the engine, and reads as the engine would write it", () => {
  fc.assert(
    fc.property(source, values, fc.constantFrom("html", "text"), (source, values, kind) => {
      const plan = planOf(parseLiquid(source, "text"));
      expect(plan).not.toBeNull();
      expect(renderPlan(plan!, kind, values)).toBe(renderLiquid(parseLiquid(source, kind), kind, values));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  "{{ a | upcase }}",
  "{{ a.size }}",
  "{{ a[b] }}",
  "{% for x in a %}{{ x }}{% endfor %}",
  "{% if a == 1 %}x{% endif %}",
  "{{ 'now' | date: '%Y' }}",
])("%s is not plain", (source) => expect(planOf(parseLiquid(source, "text"))).toBeNull());

test("an object whose toString is none is written all the same", () => {
  expect(renderPlan(planOf(parseLiquid("{{ a }}", "text"))!, "html", { a: { toString: 1 } })).toBe("[object Object]");
});

describe("what a template must not do", () => {
  test.each([
    "{% include 'package.json' %}",
    "{% render 'package.json' %}",
    "{% layout 'package.json' %}",
    "{{ a | raw }}",
    "{% raw %}x{% endraw %}",
    "{{ a | sample }}",
  ])("%s is refused", (source) => expect(() => parseLiquid(source, "html")).toThrow());

  test.each(["{{ a.constructor }}", "{{ a.__proto__ }}", "{{ a.constructor.constructor }}", "{{ a['__proto__'] }}"])(
    "%s finds nothing",
    async (source) => {
      expect(await renderWatched({ source, kind: "html", values: { a: {} } })).toBe("");
    },
  );
});

const HOSTILE = [
  "{% for i in (1..9000000) %}{% endfor %}",
  "{% for i in (1..9000000) %}x{% endfor %}",
  "{% for i in (1..3000) %}{% for j in (1..3000) %}{{ j }}{% endfor %}{% endfor %}",
  "{% assign a = (1..200000) %}{% assign b = a | group_by_exp: 'x', 'x' %}{{ b | size }}",
  "{% assign a = (1..1000000) | sort | join %}{{ a }}",
  "{% assign a = 'x' %}{% for i in (1..40) %}{% assign a = a | append: a %}{% endfor %}{{ a }}",
  "{% assign a = 'xy' %}{% for i in (1..40) %}{% assign a = a | replace: 'x', 'xxyy' %}{% endfor %}{{ a }}",
  "{{ 'now' | date: '%9000000d' | size }}",
];

test.each(HOSTILE)("%s ends within a second, in at most 1 MB, and the process goes on meanwhile", async (source) => {
  await renderWatched({ source: "{{ a }}", kind: "text", values: {} }); // a thread is there
  let longest = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const began = performance.now();
  const rendered = await renderWatched({ source, kind: "html", values: { sent_at: "2026-01-01T00:00:00Z", time_zone: "UTC" } }).catch(
    (error: unknown) => {
      expect(error).toBeInstanceOf(RenderFailed);
      return "";
    },
  );
  clearInterval(beat);
  expect(rendered.length).toBeLessThanOrEqual(1024 * 1024);
  expect(performance.now() - began).toBeLessThan(1_500); // the promise is a second; the rest is for a busy machine
  expect(longest).toBeLessThan(500);
});

test("after a thread was ended the next template is rendered all the same", async () => {
  await renderWatched({ source: HOSTILE[0]!, kind: "html", values: {} }).catch(() => undefined);
  expect(await renderWatched({ source: "{{ a | upcase }}", kind: "html", values: { a: "ada" } })).toBe("ADA");
});

test("dates are told in the project's zone, and now is the time of sending", async () => {
  const values = { sent_at: "2026-03-01T23:30:00Z", time_zone: "Asia/Tokyo", at: "2026-01-31T20:00:00Z" };
  expect(await renderWatched({ source: "{{ 'now' | date: '%Y-%m-%d' }} {{ at | date: '%d %H' }}", kind: "html", values })).toBe(
    "2026-03-02 01 05",
  );
});

test("what Liquid does by itself is known here: an engine without our care reads files and runs away", () => {
  expect(() => new Liquid({ root: "." }).parseAndRenderSync("{% include 'package.json' %}")).not.toThrow();
});
