"use client";

import { useState } from "react";
import { Section } from "@/components/settings/section";
import { Confirm } from "@/components/ui/confirm";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/web/action";

type Props = { name: string; leave: (said: unknown) => Promise<ActionResult<never>> };

export function LeaveProject({ name, leave }: Props) {
  const [asking, ask] = useState(false);
  return (
    <Section title="Leave this project" about="You lose access until somebody invites you again.">
      <Button variant="danger" onClick={() => ask(true)}>
        Leave {name}
      </Button>
      <Confirm
        open={asking}
        close={() => ask(false)}
        title={`Leave ${name}?`}
        description="What you made stays. Only a member can bring you back."
        verb="Leave this project"
        danger
        act={() => leave({})}
        told={`You have left ${name}.`}
      />
    </Section>
  );
}
