import { cn } from "@/components/ui/cn";
import { Copy } from "@/components/ui/copy";

type Props = { value: unknown; label: string; open?: boolean; summary?: string | undefined };

const SHORT = 90;

/** JSON as it is: on one line while it is closed, or under its `summary`, and laid out when it is opened. */
export function Json({ value, label, open = false, summary }: Props) {
  const line = JSON.stringify(value) ?? "null";
  const laidOut = JSON.stringify(value, null, 2) ?? "null";
  return (
    <details open={open} className="group mt-0.5">
      <summary
        className={cn(
          "cursor-pointer list-none truncate text-soft text-xs group-open:sr-only [&::-webkit-details-marker]:hidden",
          summary ? "underline decoration-line underline-offset-2" : "font-mono",
        )}
      >
        {summary ?? (line.length > SHORT ? `${line.slice(0, SHORT)}…` : line)}
      </summary>
      <div className="relative mt-1 rounded-thing border border-line bg-sunk">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section tabIndex={0} aria-label={label} className="max-h-96 overflow-auto p-3 pr-10">
          <pre className="font-mono text-xs">{laidOut}</pre>
        </section>
        <Copy text={laidOut} label={`Copy ${label.toLowerCase()}`} className="absolute top-1.5 right-1.5" />
      </div>
    </details>
  );
}
