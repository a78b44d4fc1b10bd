import { Circle, CircleCheck } from "lucide-react";
import { Link } from "@/components/ui/link";
import { FIRST_STEPS, type FirstStep } from "@/lib/projects/schema";

const STEPS: Record<FirstStep, { label: string; path: string }> = {
  event: { label: "Send your first event", path: "/events" },
  customer: { label: "See a customer with an email", path: "/customers" },
  email: { label: "Have an automation send an email", path: "/messages" },
  template: { label: "Edit the template", path: "/templates" },
  segment: { label: "Build your own segment", path: "/segments" },
  sender: { label: "Connect an email sender", path: "/settings/sending" },
};

type Props = { project: string; done: Record<FirstStep, boolean> };

export function FirstSteps({ project, done }: Props) {
  const taken = FIRST_STEPS.filter((step) => done[step]).length;
  return (
    <section aria-labelledby="first-steps">
      <h2 id="first-steps" className="text-sm">
        First steps <span className="text-soft voice-label">{`${taken} of ${FIRST_STEPS.length}`}</span>
      </h2>
      <ol className="mt-2">
        {FIRST_STEPS.map((step) => (
          <li key={step} className="flex items-start gap-2 border-line border-b py-2 last:border-b-0">
            <Tick done={done[step]} />
            <Link href={`/${project}${STEPS[step].path}`} className={done[step] ? "text-soft" : "underline"}>
              {STEPS[step].label}
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}

const Tick = ({ done }: { done: boolean }) =>
  done ? (
    <CircleCheck aria-label="Done" className="mt-0.5 size-4 shrink-0 stroke-icon text-good" />
  ) : (
    <Circle aria-label="Not done" className="mt-0.5 size-4 shrink-0 stroke-icon text-soft" />
  );
