import { br, button, documentOf, firstName, heading, paragraph, sender, strong, text, title, variable } from "./nodes";

/** What was bought, for whom, and what happens next. Speaks of `event.items`, each with a name, a quantity and a price. */
export const orderConfirmation = {
  name: "Order confirmation",
  says: "A receipt: what was bought, what it cost, and what happens next.",
  kind: "Transactional" as const,
  design: {
    subject: "Your order{% if event.order_id %} {{ event.order_id }}{% endif %} at {{ project.name }}",
    preheader: "Thank you. We have it, and tell you when it is on its way.",
    document: documentOf(
      title("Thank you for your order, ", firstName),
      paragraph("We have received it and get to work. You will hear from us again when it is on its way."),
      heading("What you ordered"),
      paragraph(
        text(
          "{% for item in event.items %}{{ item.quantity | default: 1 }} × {{ item.name }}{% if item.price %}, {{ item.price }}{% endif %}",
        ),
        br,
        text("{% endfor %}"),
        strong("{% if event.total %}Total: {{ event.total }}{% endif %}"),
      ),
      button("See your order", "{{ event.order_url | default: 'https://example.com/orders' }}"),
      paragraph("It goes to ", variable("customer.email"), ". If something is not right, reply to this email, and we put it right."),
      paragraph(sender),
    ),
  },
};
