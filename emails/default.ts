const text = (text: string) => ({ type: "text", text });
const paragraph = (...content: object[]) => ({ type: "paragraph", content });

/** Where every new email starts: short, personal, and already worth sending. */
export const defaultEmail = {
  subject: 'Welcome, {{ customer.first_name | default: "and good to meet you" }}',
  preheader: "It is good to have you here.",
  document: {
    type: "doc",
    content: [
      {
        type: "container",
        content: [
          {
            type: "heading",
            attrs: { level: 1 },
            content: [text("Hello "), { type: "variable", attrs: { path: "customer.first_name", fallback: "there" } }],
          },
          paragraph(text("Thank you for signing up. It is good to have you here.")),
          paragraph(text("If you have a question, reply to this email: a person reads it.")),
          paragraph(text("Until soon,")),
          paragraph({ type: "variable", attrs: { path: "project.name", fallback: "" } }),
        ],
      },
    ],
  },
};
