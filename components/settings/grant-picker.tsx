import { grantWords } from "@/components/settings/grant-words";
import { Checkbox } from "@/components/ui/checkbox";

type Props = {
  pickable: readonly string[];
  picked: readonly string[];
  pick: (grants: readonly string[]) => void;
  error: string | undefined;
};

/** Picks what a key may do, out of what any key may. */
export const GrantPicker = ({ pickable, picked, pick, error }: Props) => (
  <fieldset className="max-h-56 overflow-y-auto rounded-thing border border-line p-3">
    <legend className="px-1 text-sm voice-label">It may</legend>
    <div className="grid gap-x-4 gap-y-1.5 sm:grid-cols-2">
      {pickable.map((grant) => (
        <Checkbox
          key={grant}
          checked={picked.includes(grant)}
          onCheckedChange={(on) => pick(on ? [...picked, grant] : picked.filter((other) => other !== grant))}
        >
          {grantWords(grant)}
        </Checkbox>
      ))}
    </div>
    {error && (
      <p role="alert" className="mt-2 text-bad text-xs">
        {error}
      </p>
    )}
  </fieldset>
);
