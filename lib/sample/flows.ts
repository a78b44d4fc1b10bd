import type { Flow, Step } from "@/lib/automations/schema";
import { TAGS, type Told } from "@/lib/sample/story";
import type { SegmentRule } from "@/lib/segments/schema";

const HOUR = 60;
const DAY = 24 * HOUR;

type Parts = { template: (name: string) => string; tag: (name: string) => string };
/** `begins`: whether a call is what the flow begins with. */
type SampleFlow = { name: string; liveForDays: number; begins: (call: Told) => boolean; flow: (parts: Parts) => Flow };

const wait = (id: string, minutes: number): Step => ({ id, type: "wait", minutes });
const ordered = (days: number) => event("Order Completed", "at_least", 1, days);

/** The automations of the sample shop, and for how long each has been live when it is made. */
export const SAMPLE_FLOWS: readonly SampleFlow[] = [
  {
    name: "Win back",
    liveForDays: 20,
    begins: (call) => call.type === "tag" && call.tag === TAGS.slipping,
    flow: ({ template, tag }) => ({
      trigger: { type: "tag_added", tagId: tag("Slipping away") },
      entry: { days: 90 },
      oneAtATime: true,
      steps: [
        { id: "morning", type: "until", time: "09:30", days: [1, 2, 3, 4, 5] },
        { id: "we-miss-you", type: "email", templateId: template("We miss you"), transactional: false },
        wait("a-week", 7 * DAY),
        {
          id: "came-back",
          type: "branch",
          rule: ordered(9),
          yes: [{ id: "won-back", type: "tag", tagId: tag("Won back"), on: true }],
          no: [{ id: "lost", type: "trait", trait: "activity", value: "lost" }],
        },
      ],
    }),
  },
  {
    name: "Welcome series",
    liveForDays: 6,
    begins: (call) => call.type === "track" && call.name === "Signed Up",
    flow: ({ template }) => ({
      trigger: { type: "event", name: "Signed Up" },
      entry: "once",
      steps: [
        { id: "welcome", type: "email", templateId: template("Welcome"), transactional: false },
        wait("a-day", DAY),
        {
          id: "has-ordered",
          type: "branch",
          rule: ordered(7),
          yes: [{ id: "brew-guide", type: "email", templateId: template("Brew guide"), transactional: false, smartSending: false }],
          no: [{ id: "first-order", type: "email", templateId: template("First order"), transactional: false, smartSending: false }],
        },
        wait("three-days", 3 * DAY),
        { id: "feedback", type: "email", templateId: template("Feedback"), transactional: false },
      ],
    }),
  },
  {
    name: "Abandoned cart",
    liveForDays: 8,
    begins: (call) => call.type === "track" && call.name === "Checkout Started" && Number(call.properties?.value) >= 20,
    flow: ({ template }) => ({
      trigger: { type: "event", name: "Checkout Started", where: [{ property: "value", operator: "at_least", value: 20 }] },
      entry: { days: 3 },
      oneAtATime: true,
      exits: [{ type: "event", name: "Order Completed" }],
      steps: [
        wait("four-hours", 4 * HOUR),
        { id: "reminder", type: "email", templateId: template("Abandoned cart"), transactional: false },
        wait("three-days", 3 * DAY),
        { id: "last-reminder", type: "email", templateId: template("Abandoned cart"), transactional: false, smartSending: false },
      ],
    }),
  },
];

type SampleSegment = { name: string; description: string; rule: (tag: (name: string) => string) => SegmentRule };

const event = (name: string, operator: "at_least" | "at_most", times: number, days?: number): SegmentRule => ({
  ...{ type: "event", name, operator, times },
  ...(days && { withinMinutes: days * DAY }),
});
const has = (tag: string): SegmentRule => ({ type: "tag", tag, operator: "has" });

export const SAMPLE_SEGMENTS: readonly SampleSegment[] = [
  {
    name: "New this week",
    description: "Everybody who was first seen in the last seven days.",
    rule: () => ({ type: "customer", field: "first_seen", operator: "within_last", days: 7 }),
  },
  {
    name: "Bought lately",
    description: "At least one order in the last 30 days.",
    rule: () => event("Order Completed", "at_least", 1, 30),
  },
  {
    name: "Left a cart this week",
    description: "They began to check out and did not order.",
    rule: () => ({ type: "all", rules: [event("Checkout Started", "at_least", 1, 7), event("Order Completed", "at_most", 0, 7)] }),
  },
  {
    name: "Not seen for 30 days",
    description: "Whom a kind word may bring back.",
    rule: () => ({ type: "customer", field: "last_seen", operator: "not_within_last", days: 30 }),
  },
  {
    name: "Germany, Austria and Switzerland",
    description: "Where a parcel takes a day.",
    rule: () => ({ type: "trait", trait: "country", operator: "is_one_of", values: ["DE", "AT", "CH"] }),
  },
  {
    name: "VIPs and cafés",
    description: "Our best customers, who hear of new coffees first.",
    rule: (tag) => ({ type: "any", rules: [has(tag("VIP")), has(tag("Wholesale"))] }),
  },
];
