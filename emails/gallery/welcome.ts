import { button, documentOf, firstName, list, paragraph, sender, strong, title } from "./nodes";

/** The first email to somebody new: what to do first, and that a person answers. */
export const welcome = {
  name: "Welcome",
  says: "The first email after signing up: three first steps, and an open ear.",
  kind: "Lifecycle" as const,
  design: {
    subject: "Welcome to {{ project.name }}",
    preheader: "Three small steps, and you are up and running.",
    document: documentOf(
      title("Good to have you here, ", firstName),
      paragraph("Thank you for signing up. Most people are up and running in about ten minutes. Here is what helps the most:"),
      list(
        [strong("Set up your profile."), " It takes a minute, and everything after fits you better."],
        [strong("Try it with something real."), " Nothing teaches faster than your own work."],
        [strong("Invite somebody."), " It is more use, and more fun, together."],
      ),
      button("Take the first step", "https://example.com/start"),
      paragraph("If you get stuck, or something is not as you expected, reply to this email. A person reads every answer."),
      paragraph("Until soon,"),
      paragraph(sender),
    ),
  },
};
