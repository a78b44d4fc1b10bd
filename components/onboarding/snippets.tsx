import { snippetsFor } from "@/components/onboarding/code";
import { WayTabs } from "@/components/onboarding/way-tabs";
import { Copy } from "@/components/ui/copy";

type Props = { host: string; publicKey: string; tagBytes: number | null; only?: readonly string[] };

export const Snippets = ({ host, publicKey, tagBytes, only }: Props) => (
  <WayTabs
    ways={snippetsFor(host, publicKey, tagBytes)
      .filter(({ value }) => !only || only.includes(value))
      .map(({ value, label, code, note }) => ({ value, label, panel: <Code label={label} code={code} note={note} /> }))}
  />
);

const Code = ({ label, code, note }: { label: string; code: string; note?: string | undefined }) => (
  <>
    <div className="relative rounded-thing border border-line bg-sunk">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="overflow-x-auto p-4 pr-24 font-mono text-xs leading-5">
        {code}
      </pre>
      <Copy word text={code} label={`Copy the ${label} code`} className="absolute top-2 right-2" />
    </div>
    {note && <p className="mt-2 max-w-prose text-soft text-xs">{note}</p>}
  </>
);
