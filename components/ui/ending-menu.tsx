"use client";

import { Ellipsis, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { BarredButton } from "@/components/ui/barred-button";
import { Confirm } from "@/components/ui/confirm";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  /** As the menu has it: "Delete…". */
  label: string;
  title: string;
  description: string;
  verb: string;
  told: string;
  /** Where one goes afterwards: what was shown is gone. */
  path: string;
  act: () => Promise<ActionResult<unknown>>;
  /** Why nothing of it can be done by this person; nothing where it can. */
  because?: string | undefined;
};

/** The menu of a page whose thing can be ended. It asks first, and says why when it may not be. Barred, it does not open. */
export function EndingMenu({ label, path, because, ...asked }: Props) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const trigger = (
    <BarredButton size="icon" variant="quiet" aria-label="More actions" because={because}>
      <Ellipsis aria-hidden />
    </BarredButton>
  );
  if (because !== undefined) return trigger;
  return (
    <>
      <Menu align="end" trigger={trigger}>
        <MenuItem danger onClick={() => setAsking(true)}>
          <Trash2 aria-hidden /> {label}
        </MenuItem>
      </Menu>
      <Confirm {...asked} danger open={asking} close={() => setAsking(false)} done={() => router.push(path)} />
    </>
  );
}
