import { br, button, documentOf, firstName, paragraph, sender, text, title } from "./nodes";

/** A cart that was left: what is in it, and no pressure. Speaks of `event.items` and `event.cart_url`. */
export const abandonedCart = {
  name: "Abandoned cart",
  says: "Reminds of what is still in the cart, with the way back to it.",
  kind: "Lifecycle" as const,
  design: {
    subject: '{{ customer.first_name | default: "Hello" }}, you left something behind',
    preheader: "Your cart is as you left it.",
    document: documentOf(
      title("Still thinking it over?"),
      paragraph("Hello ", firstName, ", your cart is as you left it:"),
      paragraph(
        text(
          "{% for item in event.items limit: 6 %}{{ item.quantity | default: 1 }} × {{ item.name }}{% if item.price %}, {{ item.price }}{% endif %}",
        ),
        br,
        text("{% endfor %}"),
      ),
      button("Back to your cart", "{{ event.cart_url | default: 'https://example.com/cart' }}"),
      paragraph("Not sure about the size, the delivery, or anything else? Reply to this email, and we help you choose."),
      paragraph("If you changed your mind, you need do nothing."),
      paragraph(sender),
    ),
  },
};
