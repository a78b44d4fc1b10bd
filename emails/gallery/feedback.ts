import { documentOf, firstName, link, paragraph, sender, title, br } from "./nodes";

const answer = (said: string, score: string) => link(said, `https://example.com/feedback?answer=${score}&customer={{ customer.id }}`);

/** One question, answered with one click. */
export const feedback = {
  name: "Feedback",
  says: "One question that is answered with one click.",
  kind: "Lifecycle" as const,
  design: {
    subject: 'One question, {{ customer.first_name | default: "if you have a minute" }}',
    preheader: "One click is an answer. It takes five seconds.",
    document: documentOf(
      title("How likely are you to recommend us to a friend?"),
      paragraph("Hello ", firstName, ", you have been with us for some time now. One click is an answer:"),
      paragraph(
        answer("Very likely", "5"),
        br,
        answer("Likely", "4"),
        br,
        answer("Not sure", "3"),
        br,
        answer("Rather not", "2"),
        br,
        answer("Certainly not", "1"),
      ),
      paragraph(
        "If you have a minute more, reply and tell us why. What you write is read by the people who build it, and the best of what we have came from answers like yours.",
      ),
      paragraph("Thank you,"),
      paragraph(sender),
    ),
  },
};
