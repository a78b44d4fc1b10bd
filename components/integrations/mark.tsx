/** The mark of an integration, drawn in one ink. */
export const Mark = ({ path, className }: { path: string; className?: string }) => (
  <svg
    aria-hidden
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.75"
    strokeLinecap="round"
    strokeLinejoin="round"
    className={className ?? "size-5 shrink-0 text-ink"}
  >
    <path d={path} />
  </svg>
);
