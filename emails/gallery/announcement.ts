import { button, documentOf, firstName, heading, line, link, paragraph, sender, title } from "./nodes";

/** News to everybody: one thing that matters, and two that are good to know. */
export const announcement = {
  name: "Newsletter",
  says: "News for everybody: one thing that matters, and two that are good to know.",
  kind: "Marketing" as const,
  design: {
    subject: "What is new at {{ project.name }}",
    preheader: "The one thing we are proud of this month, and two more to read with a coffee.",
    document: documentOf(
      title("What is new this month"),
      paragraph("Hello ", firstName, ", here is what we have been working on, in two minutes of reading."),
      heading("The big one: what it is, in five words"),
      paragraph(
        "Say what changes for the reader, not what you built. Two or three sentences are enough: what was hard before, what is easy now, and what they can do with it today.",
      ),
      button("See how it works", "https://example.com/news"),
      line,
      heading("Good to know"),
      paragraph(
        "A short note about something smaller: a date, a change of price, a new face. ",
        link("Read on", "https://example.com/news/good-to-know"),
        ".",
      ),
      paragraph(
        "And a story from somebody who uses it, because nothing convinces like a person. ",
        link("Read their story", "https://example.com/stories"),
        ".",
      ),
      line,
      paragraph("What would you like to read about next? Reply and tell us."),
      paragraph(sender),
    ),
  },
};
