"use client";

import { ImagePlus } from "lucide-react";
import { type ChangeEvent, useState, useTransition } from "react";
import type { Insertable } from "@/components/templates/canvas";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { MAX_UPLOAD, type ShownPicture } from "@/lib/pictures/schema";

type Props = { insert: ((node: Insertable) => void) | undefined; pictures: ShownPicture[]; upload: string };

/** Puts a picture where the cursor is: uploaded, uploaded before, or from the web. Who cannot see it gets its words. */
export function InsertImage({ insert, pictures, upload }: Props) {
  const [open, setOpen] = useState(false);
  const [src, setSrc] = useState("");
  const [added, setAdded] = useState<ShownPicture[]>([]);
  const [failure, setFailure] = useState<string>();
  const [pending, start] = useTransition();
  const shelf = [...added, ...pictures.filter(({ url }) => added.every((picture) => picture.url !== url))];

  const submit = (form: FormData) => {
    insert?.({ type: "image", attrs: { src: src.trim(), alt: String(form.get("alt")).trim() } });
    setOpen(false);
    setSrc("");
  };
  const send = ({ target: { files } }: ChangeEvent<HTMLInputElement>) => {
    const file = files?.[0];
    if (!file) return;
    start(async () => {
      const result = await uploadTo(upload, file);
      setFailure("failed" in result ? result.failed : undefined);
      if ("failed" in result) return;
      setAdded((before) => [result, ...before.filter(({ url }) => url !== result.url)]);
      setSrc(result.url);
    });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button disabled={!insert}>
          <ImagePlus aria-hidden />
          Insert picture
        </Button>
      }
      title="Insert a picture"
    >
      <form action={submit} className="grid gap-4">
        <Field
          label="Upload a picture"
          description={pending ? "Uploading…" : "JPEG, PNG, GIF or WebP, up to 5 MB. It is kept here and made light enough for emails."}
          error={failure}
        >
          <Input type="file" accept="image/jpeg,image/png,image/gif,image/webp" disabled={pending} onChange={send} />
        </Field>
        {shelf.length > 0 && <Shelf pictures={shelf} chosen={src} choose={setSrc} />}
        <Field label="Address" description="Of the picture above, or of one elsewhere on the web.">
          <Input type="url" required placeholder="https://…" autoComplete="off" value={src} onValueChange={setSrc} />
        </Field>
        <Field label="Alt text" description="Read out, and shown where images are off.">
          <Input name="alt" required maxLength={200} autoComplete="off" />
        </Field>
        <DialogActions>
          <DialogClose />
          <Button variant="primary" type="submit" disabled={pending}>
            Insert picture
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

const Shelf = ({ pictures, chosen, choose }: { pictures: ShownPicture[]; chosen: string; choose: (url: string) => void }) => (
  <fieldset>
    <legend className="mb-1 text-sm voice-label">Uploaded before</legend>
    <div className="flex max-h-40 flex-wrap gap-2 overflow-y-auto p-0.5">
      {pictures.map(({ url, name }) => (
        <button
          key={url}
          type="button"
          aria-pressed={chosen === url}
          aria-label={`Choose ${name}`}
          onClick={() => choose(url)}
          className="size-16 cursor-pointer overflow-hidden rounded-thing border border-line bg-paper aria-pressed:border-2 aria-pressed:border-ink"
        >
          {/* biome-ignore lint/performance/noImgElement: it is light already, and as it is in an email */}
          <img src={url} alt="" className="size-full object-contain" />
        </button>
      ))}
    </div>
  </fieldset>
);

/** A picture's bytes as they are; what is wrong with them is said in words. */
async function uploadTo(address: string, file: File): Promise<ShownPicture | { failed: string }> {
  if (file.size > MAX_UPLOAD) return { failed: "A picture may have 5 MB at most." };
  try {
    const response = await fetch(`${address}?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
    const answer = (await response.json()) as ShownPicture & { error?: { message: string } };
    return answer.error ? { failed: answer.error.message.replace(/ picture: .*$/s, "") } : answer;
  } catch {
    return { failed: "It could not be uploaded. Check your connection and try again." };
  }
}
