import { EmailNode } from "@react-email/editor/core";
import { Img, Link } from "react-email";
import { variableWords } from "./liquid";

/** Something about the person or the event, filled in when the email is sent, with a word for when it is not known. */
export const variableNode = EmailNode.create({
  name: "variable",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({ path: { default: "customer.first_name" }, fallback: { default: "" } }),
  parseHTML: () => [
    { tag: "span[data-variable]", getAttrs: (span) => ({ path: span.dataset.variable, fallback: span.dataset.fallback ?? "" }) },
  ],
  renderHTML: ({ node }) => {
    const { path, fallback } = node.attrs as VariableAttributes;
    return ["span", { "data-variable": path, "data-fallback": fallback, class: "email-variable" }, variableWords(path, fallback)];
  },
  renderText: ({ node }) => liquidOf(node.attrs as VariableAttributes),
  renderToReactEmail: ({ node }) => liquidOf(node.attrs as VariableAttributes),
});

type VariableAttributes = { path: string; fallback: string };

/** Braces would end the Liquid early, so a fallback has none. */
const liquidOf = ({ path, fallback }: VariableAttributes) => {
  const bare = (text: string) => String(text).replace(/[{}]/g, "");
  return fallback ? `{{ ${bare(path)} | default: ${JSON.stringify(bare(fallback))} }}` : `{{ ${bare(path)} }}`;
};

/** A picture at an address. The editor's own needs a browser to exist; this one also exists where emails are compiled. */
export const imageNode = EmailNode.create({
  name: "image",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({ src: { default: "" }, alt: { default: "" }, width: { default: null }, href: { default: null } }),
  parseHTML: () => [{ tag: "img[src]" }],
  renderHTML: ({ HTMLAttributes: { href: _, ...attributes } }) => ["img", attributes],
  renderToReactEmail: ({ node, style }) => {
    const { src, alt, width, href } = node.attrs as { src: string; alt: string; width: number | null; href: string | null };
    const image = <Img src={src} alt={alt} {...(width && { width })} style={{ ...style, maxWidth: "100%", height: "auto" }} />;
    return href ? <Link href={href}>{image}</Link> : image;
  },
});
