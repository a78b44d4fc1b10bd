import { snippetsFor } from "@/components/onboarding/code";
import { Copy } from "@/components/ui/copy";
import { Tabs } from "@/components/ui/tabs";

type Props = { host: string; publicKey: string; only?: readonly string[] };

export const Snippets = ({ host, publicKey, only }: Props) => (
  <Tabs
    label="Ways to send it"
    tabs={snippetsFor(host, publicKey)
      .filter(({ value }) => !only || only.includes(value))
      .map(({ value, label, code }) => ({ value, label, panel: <Code label={label} code={code} /> }))}
  />
);

const Code = ({ label, code }: { label: string; code: string }) => (
  <div className="relative rounded-thing border border-line bg-sunk">
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
    <pre tabIndex={0} className="overflow-x-auto p-4 pr-12 font-mono text-xs leading-5">
      {code}
    </pre>
    <Copy text={code} label={`Copy the ${label} code`} className="absolute top-2 right-2" />
  </div>
);
