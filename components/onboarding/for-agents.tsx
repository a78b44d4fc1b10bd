import { Copy } from "@/components/ui/copy";

/** For who lets an agent write the code: where it reads all of the documentation. */
export function ForAgents({ host }: { host: string }) {
  const address = `${host}/llms.txt`;
  return (
    <section aria-labelledby="for-agents">
      <h2 id="for-agents" className="text-sm">
        With a coding agent
      </h2>
      <p className="mt-1 text-soft">Give it this address: the documentation as plain text.</p>
      <p className="flex items-center gap-1">
        <a href="/llms.txt" className="touchable min-w-0 truncate underline">
          {address}
        </a>
        <Copy text={address} label="Copy the address for agents" />
      </p>
    </section>
  );
}
