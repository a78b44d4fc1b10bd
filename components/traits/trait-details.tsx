import { type Use, UsedIn } from "@/components/projects/used-in";
import { knownOf } from "@/components/traits/coverage";
import { TopValues } from "@/components/traits/top-values";
import { typeWord } from "@/components/traits/type-words";
import { Stat, Stats } from "@/components/ui/stat";
import { Time } from "@/components/ui/time";
import { FORMATS, type Reading } from "@/lib/traits/formats/schema";
import type { ListedTrait, TraitValues } from "@/lib/traits/schema";

type Props = {
  trait: ListedTrait;
  values: TraitValues;
  uses: readonly Use[];
  reading: Reading;
  project: string;
  now: Date;
};

/** What is known of a trait: who has it, which values there are, and what asks for it. */
export function TraitDetails({ trait, values, uses, reading, project, now }: Props) {
  return (
    <div className="flex flex-col gap-8">
      <Stats>
        <Stat label="Known for" {...knownOf(trait.coverage)} people />
        <Stat label="Type" value={typeWord(trait.type)} hint={trait.format ? `Shown as: ${FORMATS[trait.format].label}` : undefined} />
        <Stat
          label="Different values"
          value={values.distinct.toLocaleString("en")}
          hint={trait.coverage.estimated ? `among ${values.looked.toLocaleString("en")} people looked at` : undefined}
        />
        <Stat label="First received" value={trait.firstSeenAt ? <Time at={trait.firstSeenAt} now={now} /> : "Not yet"} />
        <Stat label="Last received" value={trait.lastSeenAt ? <Time at={trait.lastSeenAt} now={now} /> : "Not yet"} />
      </Stats>
      <TopValues values={values} format={trait.format} reading={reading} now={now} />
      <UsedIn uses={uses} project={project} />
    </div>
  );
}
