import { Copy } from "@/components/ui/copy";

/** Secrets of our making, the only time that they are shown. */
export const MadeSecrets = ({ secrets }: { secrets: Readonly<Record<string, string>> }) => (
  <div role="status" className="flex max-w-[34rem] flex-col gap-3 rounded-thing border border-line bg-sunk p-3">
    {Object.entries(secrets).map(([name, text]) => (
      <div key={name}>
        <p className="voice-label text-sm">{name}</p>
        <Copy shown="whole" text={text} label={`Copy: ${name}`} />
      </div>
    ))}
    <p className="text-soft text-sm">Keep it now, where your server runs: it cannot be shown again.</p>
  </div>
);
