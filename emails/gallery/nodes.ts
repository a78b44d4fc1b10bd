type Node = Record<string, unknown>;

/** Nodes of the editor's document, so that a pre-designed email reads as the email it is. */
export const text = (said: string): Node => ({ type: "text", text: said });
export const strong = (said: string): Node => ({ type: "text", text: said, marks: [{ type: "bold" }] });
export const link = (said: string, href: string): Node => ({ type: "text", text: said, marks: [{ type: "link", attrs: { href } }] });
export const variable = (path: string, fallback = ""): Node => ({ type: "variable", attrs: { path, fallback } });
export const br: Node = { type: "hardBreak" };
export const line: Node = { type: "horizontalRule" };

const nodes = (content: (string | Node)[]) => content.map((piece) => (typeof piece === "string" ? text(piece) : piece));

export const title = (...content: (string | Node)[]): Node => ({ type: "heading", attrs: { level: 1 }, content: nodes(content) });
export const heading = (...content: (string | Node)[]): Node => ({ type: "heading", attrs: { level: 2 }, content: nodes(content) });
export const paragraph = (...content: (string | Node)[]): Node => ({ type: "paragraph", content: nodes(content) });
export const button = (label: string, href: string): Node => ({ type: "button", attrs: { href }, content: [text(label)] });
export const list = (...items: (string | Node)[][]): Node => ({
  type: "bulletList",
  content: items.map((item) => ({ type: "listItem", content: [paragraph(...item)] })),
});

/** Whom an email is to, by first name where it is known. */
export const firstName = variable("customer.first_name", "there");

/** The name of the project, which signs. */
export const sender = variable("project.name");

export const documentOf = (...content: Node[]): Node => ({ type: "doc", content: [{ type: "container", content }] });
