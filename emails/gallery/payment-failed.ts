import { button, documentOf, firstName, list, paragraph, sender, title } from "./nodes";

/** A payment that did not go through: what to do, without alarm. Speaks of `event.amount_due` and `event.billing_url`. */
export const paymentFailed = {
  name: "Payment failed",
  says: "Asks, without alarm, for another way to pay.",
  kind: "Transactional" as const,
  design: {
    subject: "Your payment did not go through",
    preheader: "Nothing changes for now. It takes a minute to put right.",
    document: documentOf(
      title("Your payment did not go through"),
      paragraph(
        "Hello ",
        firstName,
        ", we could not collect {% if event.amount_due %}{{ event.amount_due }}{% else %}your last payment{% endif %}. It happens to the best of cards: most often it has expired, or the bank asked a question that nobody saw.",
      ),
      button("Update how you pay", "{{ event.billing_url | default: 'https://example.com/billing' }}"),
      paragraph("What happens next:"),
      list(
        ["Nothing changes for now: you can go on as always."],
        ["We try again in a few days, with the card that is there then."],
        ["If that fails too, you hear from us before anything ends."],
      ),
      paragraph("If you think that this is a mistake, reply to this email, and a person looks into it."),
      paragraph(sender),
    ),
  },
};
