import { button, documentOf, firstName, list, paragraph, sender, strong, title } from "./nodes";

/** A new feature, to those who can use it at once. */
export const productUpdate = {
  name: "Product update",
  says: "A new feature: what it is good for, and the shortest way to it.",
  kind: "Marketing" as const,
  design: {
    subject: "New: you asked for it, and here it is",
    preheader: "It is in your account already. Here is what it does for you.",
    document: documentOf(
      title("Here is something you asked for"),
      paragraph("Hello ", firstName, ", it was at the top of your wishes for a long time. From today on it is in your account."),
      list(
        [strong("Faster."), " What took an afternoon now takes a minute."],
        [strong("Together."), " Your team sees the same thing at the same time."],
        [strong("Undo."), " Everything can be taken back, so try it without fear."],
      ),
      button("Try it now", "https://example.com/new"),
      paragraph(
        "There is nothing to install and nothing to pay: it belongs to {% if customer.plan %}your {{ customer.plan }} plan{% else %}your plan{% endif %}.",
      ),
      paragraph("Does it do what you hoped for? Reply to this email. We read it all."),
      paragraph(sender),
    ),
  },
};
