import { expect, test } from "vitest";
import { type Trigger, triggerSentence } from "@/lib/automations/schema";

const known = { segments: [{ id: "seg_1", name: "Lost" }], tags: [{ id: "tag_1", name: "VIP" }] };

test.each<[Trigger | null, string]>([
  [null, "nothing yet"],
  [{ type: "event", name: "" }, "does an event"],
  [{ type: "event", name: "Signed Up" }, "does “Signed Up”"],
  [
    {
      type: "event",
      name: "Cart Updated",
      where: [
        { property: "total", operator: "at_least", value: 10 },
        { property: "shop", operator: "is", value: "web" },
      ],
    },
    "does “Cart Updated” where total is at least 10 and shop is “web”",
  ],
  [{ type: "charge", where: [{ property: "amount", operator: "exists" }] }, "pays where amount is known"],
  [{ type: "page_visited", match: "contains", address: "/pricing" }, "visits a page whose address contains “/pricing”"],
  [{ type: "segment_entered", segmentId: "seg_1" }, "enters “Lost”"],
  [{ type: "segment_entered", segmentId: "seg_2" }, "enters “a deleted segment”"],
  [{ type: "tag_removed", tagId: "tag_1" }, "loses the tag “VIP”"],
])("what begins a flow is told in words: %j", (trigger, words) => expect(triggerSentence(trigger, known)).toBe(words));
