import { Copy } from "@/components/ui/copy";

/** The text of a new secret key, the only time that it is shown. */
export const SecretOnce = ({ text }: { text: string }) => (
  <div data-once className="rounded-thing border border-line bg-sunk p-3">
    <h2 className="text-sm">Secret key</h2>
    <p className="text-soft">For servers, never for a website or an app. Keep it now; it cannot be shown again.</p>
    <Copy shown="whole" text={text} label="Copy the secret key" className="mt-1" />
  </div>
);
