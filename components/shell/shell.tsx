import { Inbox } from "lucide-react";
import { Link } from "@/components/ui/link";
import type { ComponentProps, ReactNode } from "react";
import { SampleNote } from "@/components/sample/sample-note";
import { AccountMenu } from "@/components/shell/account-menu";
import { Finder } from "@/components/shell/finder";
import { HeadingFocus } from "@/components/shell/heading-focus";
import { KeptFocus } from "@/components/shell/kept-focus";
import { NarrowNavigation } from "@/components/shell/narrow-navigation";
import { Navigation } from "@/components/shell/navigation";
import { ProjectSwitcher } from "@/components/shell/project-switcher";
import { Trail } from "@/components/shell/trail";
import { buttonLook } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { TimeZone } from "@/components/ui/time-zone";
import type { ShownShell } from "@/lib/shell/schema";

type Props = ShownShell & {
  commands: Pick<ComponentProps<typeof Finder>, "find" | "publicKey"> & {
    signOut: ComponentProps<typeof AccountMenu>["signOut"];
    removeSample: NonNullable<ComponentProps<typeof SampleNote>["remove"]>;
  };
  children: ReactNode;
};

/** What stands around every page of a project. */
export function Shell({ project, timeZone, sample, projects, person, mailStays, may, commands, children }: Props) {
  const { signOut, removeSample, find, publicKey } = commands;
  const at = { current: project, projects };
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
        <ProjectSwitcher {...at} />
        <Navigation project={project.slug} seesJobs={may.seeJobs} />
      </aside>
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-line border-b bg-canvas px-3 md:px-6">
          <NarrowNavigation {...at} seesJobs={may.seeJobs} />
          <span className="truncate voice-label md:hidden">{project.name}</span>
          <div className="max-md:ml-auto">
            <Finder project={project.slug} {...{ may, find, publicKey }} />
          </div>
          <div className="flex items-center gap-1 md:ml-auto">
            {mailStays && <MailStays project={project.slug} />}
            {may.seeMailbox && <Mailbox project={project.slug} />}
            <AccountMenu name={person.name} email={person.email} seesJobs={may.seeJobs} signOut={signOut} />
          </div>
        </header>
        {sample && <SampleNote remove={sample.mayRemove ? removeSample : null} />}
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-4 py-6 outline-none md:px-6">
          <Trail project={project.slug} />
          <TimeZone zone={timeZone}>{children}</TimeZone>
        </main>
      </div>
      <HeadingFocus />
      <KeptFocus />
    </div>
  );
}

/** Quiet and permanent; a phone has no room for it, so there it is only said. */
const MailStays = ({ project }: { project: string }) => (
  <>
    <Link
      href={`/${project}/settings/sending`}
      className="touchable mr-1 text-soft text-xs underline-offset-4 hover:underline focus-visible:underline max-sm:hidden"
    >
      Mail stays on this machine
    </Link>
    <span className="sr-only sm:hidden">Mail stays on this machine</span>
  </>
);

const Mailbox = ({ project }: { project: string }) => (
  <Link href={`/mailbox?project=${project}`} aria-label="Mailbox" className={cn(buttonLook({ variant: "quiet" }), "px-2")}>
    <Inbox aria-hidden />
    <span className="max-sm:hidden">Mailbox</span>
  </Link>
);
