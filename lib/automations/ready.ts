import type { Flow, ReadyFlowKey, Step } from "@/lib/automations/schema";
import type { SegmentRule } from "@/lib/segments/schema";
import type { StarterKey } from "@/lib/templates/schema";

type Parts = { template: (email: StarterKey) => string | null; segmentId: string };
type Ready = {
  key: ReadyFlowKey;
  name: string;
  says: string;
  /** The emails of the gallery that it sends. */
  emails: readonly StarterKey[];
  /** The segment that it begins with, made where it is missing. */
  segment?: { name: string; rule: SegmentRule };
  flow: (parts: Parts) => Flow;
};

const HOUR = 60;
const DAY = 24 * HOUR;

const wait = (id: string, minutes: number): Step => ({ id, type: "wait", minutes });
const morning = (id: string): Step => ({ id, type: "until", time: "09:30", days: [1, 2, 3, 4, 5] });
const email = (id: string, templateId: string | null, transactional = false): Step => ({ id, type: "email", templateId, transactional });
const trait = (id: string, name: string, value: string): Step => ({ id, type: "trait", trait: name, value });

/** Flows that are ready to be made one's own. The names of events are the usual ones; whoever calls theirs otherwise changes them. */
export const READY_FLOWS: readonly Ready[] = [
  {
    key: "onboarding",
    name: "Onboarding",
    says: "Welcomes new sign-ups, shows what to try after three days, and asks for feedback after two weeks.",
    emails: ["welcome", "product-update", "feedback"],
    flow: ({ template }) => ({
      trigger: { type: "event", name: "Signed Up" },
      entry: "once",
      steps: [
        email("welcome", template("welcome")),
        wait("three-days", 3 * DAY),
        morning("morning"),
        email("tips", template("product-update")),
        wait("two-weeks", 11 * DAY),
        morning("morning-again"),
        email("feedback", template("feedback")),
        trait("onboarded", "onboarding", "finished"),
      ],
    }),
  },
  {
    key: "abandoned-cart",
    name: "Abandoned cart",
    says: "Reminds people of their cart after an hour and again the next day, unless they order first.",
    emails: ["abandoned-cart"],
    flow: ({ template }) => ({
      trigger: { type: "event", name: "Cart Updated" },
      entry: { days: 3 },
      oneAtATime: true,
      exits: [{ type: "event", name: "Order Completed" }],
      steps: [
        wait("an-hour", HOUR),
        email("reminder", template("abandoned-cart")),
        wait("a-day", DAY),
        email("last-reminder", template("abandoned-cart")),
      ],
    }),
  },
  {
    key: "trial-ending",
    name: "Trial ending",
    says: "Announces the end of the trial, and follows up three days later, unless they subscribe.",
    emails: ["trial-ending", "win-back"],
    flow: ({ template }) => ({
      trigger: { type: "event", name: "Trial Ending" },
      entry: { days: 30 },
      oneAtATime: true,
      exits: [{ type: "event", name: "Subscription Started" }],
      steps: [
        email("ending", template("trial-ending")),
        wait("three-days", 3 * DAY),
        trait("ended", "trial", "ended"),
        wait("a-week", 7 * DAY),
        morning("morning"),
        email("come-back", template("win-back")),
      ],
    }),
  },
  {
    key: "win-back",
    name: "Win-back",
    says: "Emails people not seen for 30 days, and marks those who do not come back.",
    emails: ["win-back"],
    segment: { name: "Not seen for 30 days", rule: { type: "customer", field: "last_seen", operator: "not_within_last", days: 30 } },
    flow: ({ template, segmentId }) => ({
      trigger: { type: "segment_entered", segmentId },
      entry: { days: 90 },
      oneAtATime: true,
      exits: [{ type: "segment_left", segmentId }],
      steps: [morning("morning"), email("come-back", template("win-back")), wait("two-weeks", 14 * DAY), trait("gone", "activity", "lost")],
    }),
  },
  {
    key: "failed-payment",
    name: "Failed payment",
    says: "Asks for another way to pay, three times within nine days, unless the payment succeeds.",
    emails: ["payment-failed"],
    flow: ({ template }) => ({
      trigger: { type: "event", name: "Payment Failed" },
      entry: "every_time",
      oneAtATime: true,
      exits: [{ type: "event", name: "Payment Succeeded" }],
      steps: [
        email("first", template("payment-failed"), true),
        wait("three-days", 3 * DAY),
        email("second", template("payment-failed"), true),
        wait("six-days", 6 * DAY),
        email("third", template("payment-failed"), true),
        trait("overdue", "payment_status", "overdue"),
      ],
    }),
  },
  {
    key: "after-purchase",
    name: "After a purchase",
    says: "Confirms every order at once, and asks two weeks later how it was.",
    emails: ["order-confirmation", "feedback"],
    flow: ({ template }) => ({
      trigger: { type: "event", name: "Order Completed" },
      entry: "every_time",
      steps: [
        email("receipt", template("order-confirmation"), true),
        wait("two-weeks", 14 * DAY),
        morning("morning"),
        email("feedback", template("feedback")),
      ],
    }),
  },
];
