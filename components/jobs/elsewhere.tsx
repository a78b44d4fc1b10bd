import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

type Props = { address: string; left: number };

/** Where an Inngest server runs the jobs, they are looked at there. */
export const JobsElsewhere = ({ address, left }: Props) => (
  <Empty title="Jobs run on Inngest" action={<ButtonLink href={address}>Open Inngest</ButtonLink>}>
    <p>Functions, runs, their steps and errors are on its pages, where runs are replayed and cancelled, too.</p>
    {left > 0 && (
      <p className="mt-2">
        The built-in engine still has {left.toLocaleString("en")} {left === 1 ? "job" : "jobs"} from before. <code>npm run hand-over</code>{" "}
        gives them to Inngest.
      </p>
    )}
  </Empty>
);
