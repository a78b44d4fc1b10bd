import { button, documentOf, firstName, heading, line, link, list, paragraph, sender, strong, title } from "./gallery/nodes";

const shop = "https://shop.example.com";

/** The emails of the sample shop, by the name that its templates have. */
export const sampleEmails = {
  Welcome: {
    subject: "Welcome to {{ project.name }}",
    preheader: "Where to begin, and how to reach us.",
    document: documentOf(
      title("Good to have you here, ", firstName),
      paragraph("We roast every Tuesday and send on Wednesday, so what you get is never older than a week."),
      list(
        [strong("New to good coffee?"), " Begin with the House Espresso: round, a little nutty, forgiving."],
        [strong("You like it bright?"), " Ethiopia Guji tastes of peach, and of more with every day after roasting."],
      ),
      button("Find your coffee", `${shop}/coffee`),
      paragraph("A question? Reply to this email: a person reads it."),
      paragraph(sender),
    ),
  },
  "Brew guide": {
    subject: "How to make the most of your beans",
    preheader: "Three small things that everybody can taste.",
    document: documentOf(
      title("Three things you can taste"),
      paragraph("Hello ", firstName, ", your first parcel is on its way. Until it is there:"),
      list(
        [strong("Grind late."), " Right before you brew is best."],
        [strong("Weigh."), " 60 grams to a litre is where to start."],
        [strong("Wait."), " Thirty seconds after the first water, and it blooms."],
      ),
      button("Read the brew guide", `${shop}/guides/pour-over`),
      paragraph(sender),
    ),
  },
  "First order": {
    subject: '{{ customer.first_name | default: "Hello" }}, not sure where to begin?',
    preheader: "A tasting set of three, and no delivery cost.",
    document: documentOf(
      title("Three coffees, one small box"),
      paragraph("Hello ", firstName, ", most people find theirs among these three. Taste them side by side, and you know."),
      button("See the tasting set", `${shop}/coffee/tasting-set`),
      paragraph("Or tell us what you drank last and liked, and we suggest something: just reply."),
      paragraph(sender),
    ),
  },
  Feedback: {
    subject: "How do you like it so far?",
    preheader: "One line is enough.",
    document: documentOf(
      title("How is it going?"),
      paragraph("Hello ", firstName, ", you have been with us for a few days. What should we do better?"),
      button("Tell us in a minute", `${shop}/feedback`),
      paragraph(sender),
    ),
  },
  "We miss you": {
    subject: '{{ customer.first_name | default: "Hello" }}, your grinder must be lonely',
    preheader: "What is new since you were here.",
    document: documentOf(
      title("It has been a while"),
      paragraph("Hello ", firstName, ", since you were here we have found a farm in Huila that we are rather in love with."),
      button("Taste what is new", `${shop}/coffee/colombia-huila-500-g`),
      paragraph("If coffee is no longer your thing, the link below ends these emails at once."),
      paragraph(sender),
    ),
  },
  "Autumn harvest": {
    subject: "The autumn harvest is here",
    preheader: "Three new coffees, and an evening to taste them.",
    document: documentOf(
      title("Fresh from the harvest"),
      paragraph("Hello ", firstName, ", three coffees came in last week, and we could not choose, so we kept them all."),
      button("See the new coffees", `${shop}/coffee/new`),
      line,
      heading("An evening of tasting"),
      paragraph("Friday at seven, at the roastery, for twelve people. ", link("Take a seat", `${shop}/events/tasting`), "."),
      paragraph(sender),
    ),
  },
  "Holiday hours": {
    subject: "Order by Tuesday to have it for the weekend",
    preheader: "When we roast in the coming weeks.",
    document: documentOf(
      title("When we roast"),
      paragraph("Hello ", firstName, ", it is getting busy here. What is ordered by Tuesday noon leaves on Wednesday."),
      button("Order now", `${shop}/coffee`),
      paragraph("Looking for a present? ", link("We have boxes for that", `${shop}/presents`), "."),
      paragraph(sender),
    ),
  },
} as const;
