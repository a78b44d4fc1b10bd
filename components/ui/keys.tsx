/** Keys that do something, one after the other. */
export const Keys = ({ keys }: { keys: readonly string[] }) => (
  <span className="inline-flex gap-1">
    {keys.map((key) => (
      <kbd key={key} className="min-w-5 rounded-thing border border-line bg-sunk px-1 text-center font-sans text-soft text-xs voice-label">
        {key}
      </kbd>
    ))}
  </span>
);
