import { cn } from "@/components/ui/cn";
import { COLOURS, type Colour } from "@/lib/colours/schema";

const LOOKS: Record<Colour, string> = { ink: "bg-soft", note: "bg-note", good: "bg-good", warn: "bg-warn", bad: "bg-bad" };

/** The colour of a thing, beside its name. */
export const Swatch = ({ colour }: { colour: Colour }) => <span aria-hidden className={cn("size-2 shrink-0", LOOKS[colour])} />;

/** Chooses a colour, each told by its name; the form has it as `colour`. */
export const ColourChoice = ({ chosen }: { chosen: Colour }) => (
  <fieldset>
    <legend className="mb-1 text-sm voice-label">Colour</legend>
    <div className="flex flex-wrap gap-x-4 gap-y-1">
      {(Object.entries(COLOURS) as [Colour, string][]).map(([colour, label]) => (
        <label key={colour} className="flex min-h-control cursor-pointer items-center gap-1.5 pointer-coarse:min-h-10">
          <input type="radio" name="colour" value={colour} defaultChecked={colour === chosen} className="accent-ink" />
          <Swatch colour={colour} />
          {label}
        </label>
      ))}
    </div>
  </fieldset>
);
