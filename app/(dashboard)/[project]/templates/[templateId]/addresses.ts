import { type Editor, Extension } from "@tiptap/core";
import { Plugin, TextSelection, type Transaction } from "@tiptap/pm/state";
import { toast } from "@/components/ui/toast";

type Form = "btn-bm" | "img-bm" | "link-bm" | "link-selector";
/** The editor's forms that ask for an address, each by the mark that it has. */
const FORMS: { [F in Form]: (editor: Editor, href: string) => boolean } = {
  "btn-bm": (editor, href) => editor.chain().focus().updateAttributes("button", { href }).run(),
  "img-bm": (editor, href) => editor.chain().focus().updateAttributes("image", { href }).run(),
  "link-bm": (editor, href) => editor.chain().focus().extendMarkRange("link").setLink({ href }).run(),
  "link-selector": (editor, href) => editor.chain().focus().setLink({ href }).run(),
};

const OURS = /^(\{\{|\{%|sms:)/;

/** What the editor takes: it drops everything else without a word. */
function isTaken(typed: string): boolean {
  const parsed = URL.parse(typed);
  return parsed ? /^(https?|mailto|tel):$/.test(parsed.protocol) : typed === "#" || (typed.includes(".") && !typed.includes(" "));
}

/** A new button's words are selected, to be written over. */
function selectButton({ doc, selection }: Transaction, words: string) {
  let at = -1;
  const [from, to] = [Math.max(0, selection.from - words.length - 4), Math.min(selection.to + 2, doc.content.size)];
  doc.nodesBetween(from, to, (node, place) => {
    if (node.type.name === "button") at = place + 1;
  });
  return at < 0 ? null : TextSelection.create(doc, at, at + words.length);
}

/** The editor's own shortcut makes a link to nowhere; this one asks where it leads, as the toolbar does. */
const asksForLink = Extension.create({
  name: "asksForLink",
  priority: 1_000, // before the editor's
  addKeyboardShortcuts: () => ({
    "Mod-k": () => {
      document.querySelector<HTMLElement>("[data-re-link-selector-trigger]")?.click();
      return true;
    },
  }),
});

/** Buttons, and where they and links lead: Liquid is an address too, and what is none is told. */
const asked = Extension.create({
  name: "asked",
  priority: 1, // of commands with the same name the last one counts

  addCommands: () => ({
    setButton:
      () =>
      ({ commands, tr, dispatch }) => {
        const words = "Button";
        const isIn = commands.insertContent({ type: "button", content: [{ type: "text", text: words }] });
        const selection = isIn && dispatch && selectButton(tr, words);
        if (selection) tr.setSelection(selection);
        return isIn;
      },
  }),

  addProseMirrorPlugins() {
    const { editor } = this;
    const onSubmit = (event: SubmitEvent) => {
      const form = event.target as HTMLFormElement;
      const kind = (Object.keys(FORMS) as Form[]).find((one) => form.matches(`[data-re-${one}-form]`));
      const typed = form.querySelector("input")?.value.trim() ?? "";
      if (!kind || typed === "" || isTaken(typed)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (OURS.test(typed)) {
        FORMS[kind](editor, typed);
        window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" })); // closes the form
      } else
        toast(`“${typed.slice(0, 60)}” is no address, so nothing leads there`, {
          description: "Write one such as https://shop.example.com, or a variable such as {{ event.url }}.",
        });
    };
    const view = () => {
      window.addEventListener("submit", onSubmit, true); // before the editor hears it
      return { destroy: () => window.removeEventListener("submit", onSubmit, true) };
    };
    return [new Plugin({ view })];
  },
});

export const addresses = [asksForLink, asked];
