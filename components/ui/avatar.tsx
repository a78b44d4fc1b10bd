import { cn } from "@/components/ui/cn";

const SIZES = { small: "size-5 text-xs", base: "size-6 text-xs", large: "size-11 text-base" };

/** A person: round, with their initials. Decoration beside their name, so nothing reads it out. */
export const Avatar = ({ name, size = "base", className }: { name: string; size?: keyof typeof SIZES; className?: string }) => (
  <span
    aria-hidden
    className={cn(
      "inline-flex shrink-0 items-center justify-center rounded-full bg-people-tint leading-none text-people voice-label select-none",
      SIZES[size],
      className,
    )}
  >
    {initialsOf(name)}
  </span>
);

function initialsOf(name: string): string {
  const words = name
    .replace(/@.*$/, "")
    .split(/[\s._-]+/u)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = [...(words[0] ?? "")][0] ?? "·";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toLocaleUpperCase("en");
}
