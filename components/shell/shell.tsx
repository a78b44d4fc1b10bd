import { Inbox } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { SampleNote } from "@/components/sample/sample-note";
import { AccountMenu } from "@/components/shell/account-menu";
import { HeadingFocus } from "@/components/shell/heading-focus";
import { NarrowNavigation } from "@/components/shell/narrow-navigation";
import { Navigation } from "@/components/shell/navigation";
import { ProjectSwitcher } from "@/components/shell/project-switcher";
import { buttonLook } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { ShownShell } from "@/lib/shell/schema";

type Props = ShownShell & {
  signOut: Parameters<typeof AccountMenu>[0]["signOut"];
  removeSample: NonNullable<Parameters<typeof SampleNote>[0]["remove"]>;
  children: ReactNode;
};

/** What stands around every page of a project. */
export function Shell({ project, sample, projects, person, mailStays, seesMailbox, seesJobs, signOut, removeSample, children }: Props) {
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[var(--spacing-sidebar)_minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-control bg-ink px-3 py-2 text-canvas focus:translate-y-0"
      >
        Skip to content
      </a>
      <aside
        aria-label="Sidebar"
        className="sticky top-0 hidden h-dvh flex-col gap-3 overflow-y-auto border-line border-r bg-sunk p-2 md:flex"
      >
        <ProjectSwitcher current={project} projects={projects} />
        <Navigation project={project.slug} seesJobs={seesJobs} />
      </aside>
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-line border-b bg-canvas px-3 md:px-6">
          <NarrowNavigation current={project} projects={projects} seesJobs={seesJobs} />
          <span className="truncate voice-label md:hidden">{project.name}</span>
          <div className="ml-auto flex items-center gap-1">
            {mailStays && <span className="mr-1 hidden text-soft text-xs sm:inline">Mail stays on this machine</span>}
            {seesMailbox && (
              <Link
                href={`/mailbox?project=${project.slug}`}
                aria-label={mailStays ? "Mailbox. Mail stays on this machine" : "Mailbox"}
                title={mailStays ? "Mail stays on this machine" : "Mailbox"}
                className={cn(buttonLook({ variant: "quiet" }), "px-2")}
              >
                <Inbox aria-hidden />
                <span className="hidden sm:inline">Mailbox</span>
              </Link>
            )}
            <AccountMenu name={person.name} email={person.email} signOut={signOut} />
          </div>
        </header>
        {sample && <SampleNote remove={sample.mayRemove ? removeSample : null} />}
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 py-6 outline-none md:px-6">
          {children}
        </main>
      </div>
      <HeadingFocus />
    </div>
  );
}
