import { button, documentOf, firstName, list, paragraph, sender, title } from "./nodes";

/** The trial ends: what that means, what to do, and that nothing is lost. Speaks of `event.trial_ends_on` and `event.plan`. */
export const trialEnding = {
  name: "Trial ending",
  says: "Says when the trial ends, what happens then, and how to stay.",
  kind: "Lifecycle" as const,
  design: {
    subject: 'Your trial ends {{ event.trial_ends_on | default: "soon" }}',
    preheader: "What happens then, and how to keep everything as it is.",
    document: documentOf(
      title("Your trial ends {% if event.trial_ends_on %}on {{ event.trial_ends_on }}{% else %}in a few days{% endif %}"),
      paragraph(
        "Hello ",
        firstName,
        ", we hope it has been of use to you. To keep everything as it is, choose a plan{% if event.plan %}; most people like you take {{ event.plan }}{% endif %}.",
      ),
      button("Choose a plan", "https://example.com/plans"),
      paragraph("If you do nothing:"),
      list(
        ["Your account becomes read-only. You can still see and export all that is yours."],
        ["Nothing is deleted for 90 days, so you can come back at any time."],
        ["You are charged nothing."],
      ),
      paragraph("Need a few more days to decide, or another offer for your team? Reply to this email, and we find a way."),
      paragraph(sender),
    ),
  },
};
