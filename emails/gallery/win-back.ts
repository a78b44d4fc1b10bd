import { button, documentOf, firstName, list, paragraph, sender, strong, title } from "./nodes";

/** To somebody who has not been here for a while: what they missed, and an honest way out. */
export const winBack = {
  name: "Win-back",
  says: "To those who have been away: what is new since, and an honest way out.",
  kind: "Lifecycle" as const,
  design: {
    subject: '{{ customer.first_name | default: "Hello" }}, it has been a while',
    preheader: "Three things that are better than when you left.",
    document: documentOf(
      title("It has been a while"),
      paragraph("Hello ", firstName, ", we have not seen you lately, and a good deal has happened since:"),
      list(
        [strong("What you missed most."), " Say in one sentence what people who left had asked for."],
        [strong("What got easier."), " One thing that took effort before, and no longer does."],
        [strong("What is new."), " One thing they could not do at all."],
      ),
      button("Have another look", "https://example.com/welcome-back"),
      paragraph("Your account is as you left it; you can go on where you stopped."),
      paragraph(
        "If it was not right for you, a line about why would help us more than you think: reply to this email. And if you would rather not hear from us, the link below ends it at once.",
      ),
      paragraph(sender),
    ),
  },
};
