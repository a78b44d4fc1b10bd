import fc from "fast-check";
import { Liquid, TokenKind, Tokenizer } from "liquidjs";
import { describe, expect, test } from "vitest";
import { chipsIn } from "@/emails/liquid";

const wordsOf = (text: string) => chipsIn(text).map(({ words }) => words);

describe("Liquid in an email's text in plain words", () => {
  test.each([
    ["{{ customer.first_name }}", "customer.first_name"],
    ['{{ customer.first_name | default: "there" }}', "customer.first_name or “there”"],
    ["{{ item.quantity | default: 1 }}", "item.quantity or 1"],
    ['{{customer.traits["Shoe size"]}}', 'customer.traits["Shoe size"]'],
    ["{% for item in event.items limit: 6 %}", "for each item in event.items, 6 at most"],
    ["{%- for x in event.items offset:2 reversed -%}", "for each x in event.items, after the first 2, last one first"],
    ["{% if item.price %}", "if item.price"],
    ['{% if customer.plan == "pro" and event.total >= 50 %}', "if customer.plan is “pro” and event.total is at least 50"],
    ["{% if customer.note contains 'this and that' %}", "if customer.note contains “this and that”"],
    ["{% unless customer.vip %}", "unless customer.vip"],
    ['{% elsif customer.plan != "free" %}', "otherwise, if customer.plan is not “free”"],
    ["{% else %}", "otherwise"],
    ["{% case customer.plan %}", "depending on customer.plan"],
    ['{% when "pro", "team" or "or" %}', "when “pro” or “team” or “or”"],
    ["{% assign name = customer.first_name %}", "name is customer.first_name"],
    ["{% endif %}", "end"],
    ["{%endfor%}", "end"],
  ])("%s", (written, words) => expect(wordsOf(`Before ${written} after`)).toEqual([words]));

  test.each([
    "{{ customer.first_name | upcase }}",
    "{{ customer.first_name",
    "{% if a == b == c %}",
    "{% if %}",
    "{% for item in %}",
    "{% shout customer.plan %}",
    '{{ "}} {{ customer.email }}" }}',
    "{% comment %}{{ customer.email }}{% endcomment %}",
  ])("%s stays as it is written", (written) => expect(wordsOf(written)).toEqual([]));

  test("each is one piece of Liquid where it stands, whatever is around it, and it is never longer or shorter", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "{{ customer.email }}",
        "{% if a %}",
        "{% else %}",
        "{% endif %}",
        "{%- for i in b.c limit: 3 -%}",
        '{{ a | default: "x" }}',
      ),
      fc.constantFrom(
        "{{",
        "}}",
        "{%",
        "%}",
        "{",
        "}",
        '"',
        "'",
        " ",
        "-",
        "|",
        "default:",
        "a",
        "1",
        "\n",
        "{% comment %}",
        "{% endcomment %}",
      ),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        const known = liquidPieces(text);
        const chips = chipsIn(text);
        if (known) for (const { from, to } of chips) expect(known).toContainEqual([from, to]);
        expect(chips.every(({ from, to }, i) => from >= (chips[i - 1]?.to ?? 0) && to > from)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});

/** Where the engine sees Liquid; null where it cannot read the text at all. */
function liquidPieces(text: string): [number, number][] | null {
  const { options } = new Liquid();
  try {
    const tokens = new Tokenizer(text, options.operators).readTopLevelTokens(options);
    return tokens.filter(({ kind }) => kind === TokenKind.Output || kind === TokenKind.Tag).map(({ begin, end }) => [begin, end]);
  } catch {
    return null;
  }
}
