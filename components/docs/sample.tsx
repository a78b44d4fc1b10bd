import { Copy } from "@/components/ui/copy";

/** Code to take away. */
export const Sample = ({ title, code }: { title: string; code: string }) => (
  <figure className="relative rounded-thing border border-line bg-sunk">
    <figcaption className="border-line border-b px-3 py-1.5 text-soft text-xs voice-label">{title}</figcaption>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
    <section tabIndex={0} aria-label={title} className="overflow-x-auto p-3 pr-10">
      <pre className="font-mono text-xs">{code}</pre>
    </section>
    <Copy text={code} label={`Copy: ${title}`} className="absolute top-1 right-1.5" />
  </figure>
);
