import { composeReactEmail } from "@react-email/editor/core";
import { EDITOR_THEMES, getEmailTheming, getMergedCssJs, getResolvedNodeStyles } from "@react-email/editor/plugins";
import { Editor, Extension, type Extensions, getSchema, type JSONContent } from "@tiptap/core";
import type { ReactNode } from "react";
import { emailExtensions } from "./extensions";
import { Frame, SenderFoot } from "./frame";
import { COLOUR } from "./look";
import { emailStyles } from "./theme";

type Design = { subject: string; preheader: string; document: Record<string, unknown> };

/** The document holds what the editor's schema does not allow. */
export class UnreadableDocument extends Error {
  override readonly name = "UnreadableDocument";
}

/** A design as HTML with its Liquid still in it, to be compiled once and rendered per person. Needs no browser. */
export async function composeEmail({ subject, preheader, document }: Design): Promise<string> {
  const extensions = [...emailExtensions(), framed(subject, preheader)];
  const content = contained(document as JSONContent);
  check(extensions, content);
  const editor = new Editor({ element: null, extensions, content });
  const { unformattedHtml } = await composeReactEmail({ editor }).finally(() => editor.destroy());
  return unformattedHtml.replace(/<!--(?:\/?\$| |html|head|body)?-->/g, ""); // React's own marks; comments for Outlook stay
}

function check(extensions: Extensions, content: JSONContent) {
  try {
    getSchema(extensions).nodeFromJSON(content).check();
  } catch (error) {
    throw new UnreadableDocument(error instanceof Error ? error.message : String(error));
  }
}

/** The editor keeps everything inside one container; a document from elsewhere may be a bare list of blocks. */
function contained(document: JSONContent): JSONContent {
  const blocks = document.content ?? [];
  if (document.type !== "doc" || blocks.some(({ type }) => type === "container")) return document;
  const globals = blocks.filter(({ type }) => type === "globalContent");
  const inside = blocks.filter(({ type }) => type !== "globalContent");
  return { type: "doc", content: [...globals, { type: "container", content: inside.length > 0 ? inside : [{ type: "paragraph" }] }] };
}

const framed = (subject: string, preheader: string) =>
  Extension.create({
    name: "frame",
    addOptions: () => ({
      subject,
      preheader,
      serializerPlugin: {
        getNodeStyles: (node: JSONContent, depth: number, editor: Editor) => getResolvedNodeStyles(node, depth, stylesOf(editor)),
        BaseTemplate: FramedDesign,
      },
    }),
  });

/** In single quotes: it stands between the double ones of an attribute. */
const BRAND = `{{ project.brand_colour | default: '${COLOUR.people}' }}`;

function FramedDesign({ children, editor }: { children: ReactNode; editor: Editor }) {
  const frame = editor.extensionManager.extensions.find(({ name }) => name === "frame");
  const { subject, preheader } = (frame?.options ?? {}) as Design;
  return (
    <Frame title={subject} preheader={preheader} foot={<SenderFoot />} dot={BRAND}>
      {children}
    </Frame>
  );
}

/** A document may bring a theme of its own, set in the editor's inspector. */
function stylesOf(editor: Editor) {
  const { theme, styles } = getEmailTheming(editor);
  return styles === EDITOR_THEMES[theme] ? emailStyles : getMergedCssJs(theme, styles);
}
