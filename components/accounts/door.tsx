import { Link } from "@/components/ui/link";
import type { ReactNode } from "react";
import { Mark } from "@/components/shell/mark";

/** A page before one is inside: the mark, and one thing to do. */
export const Door = ({ children }: { children: ReactNode }) => (
  <main className="mx-auto flex min-h-dvh w-full max-w-[22rem] flex-col justify-center px-4 py-12">
    <Link href="/" aria-label="CrowdPower" className="mb-6 w-fit">
      <Mark size={28} />
    </Link>
    {children}
  </main>
);

type Props = { title: string; children?: ReactNode };

export const DoorTitle = ({ title, children }: Props) => (
  <header className="mb-5">
    <h1 tabIndex={-1} data-route-heading className="text-lg">
      {title}
    </h1>
    {children && <p className="mt-1 text-soft">{children}</p>}
  </header>
);
