"use client";

import { EmailEditor, type EmailEditorRef } from "@react-email/editor";
import "@react-email/editor/themes/default.css";
import "./canvas.css";
import { useMemo } from "react";
import type { CanvasProps } from "@/components/templates/canvas";
import { emailExtensions } from "@/emails/extensions";
import { emailTheme } from "@/emails/theme";

/** React Email's editor, with the same nodes that emails are compiled from. */
export default function Canvas({ document, onChange, onReady }: CanvasProps) {
  const extensions = useMemo(emailExtensions, []);
  const ready = ({ editor }: EmailEditorRef) => {
    if (!editor) return;
    const named = { role: "textbox", "aria-label": "Content of the email", "aria-multiline": "true" };
    editor.setOptions({ editorProps: { ...editor.options.editorProps, attributes: named } });
    onReady({ insert: (node) => void editor.chain().focus().insertContent(node).run() });
  };
  return (
    <EmailEditor
      content={document}
      extensions={extensions}
      theme={emailTheme}
      onReady={ready}
      onUpdate={(ref) => onChange(ref.getJSON())}
      className="email-canvas email-paper"
    />
  );
}
