/** What is put where the cursor is: a node of the editor's document. */
export type Insertable = { type: string; attrs: Record<string, unknown> };

type Ready = { onReady: (canvas: { insert: (node: Insertable) => void }) => void };

/** Where an email's content is written. It is given from outside, because it is large and knows the nodes that emails are made of. */
export type CanvasProps = Ready & { document: Record<string, unknown>; onChange: (document: Record<string, unknown>) => void };

/** Where an email is written as HTML with Liquid. */
export type CodeProps = Ready & { html: string; onChange: (html: string) => void };

const quoted = (said: unknown) =>
  String(said ?? "").replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]!);

/** The same as it is written in HTML: a variable as Liquid, a picture as its tag. */
export function liquidOf({ type, attrs }: Insertable): string {
  if (type === "image") return `<img src="${quoted(attrs.src)}" alt="${quoted(attrs.alt)}" style="max-width:100%;height:auto">`;
  const fallback = String(attrs.fallback ?? "").replace(/[{}"]/g, "");
  return fallback ? `{{ ${attrs.path} | default: "${fallback}" }}` : `{{ ${attrs.path} }}`;
}
