import type { ReactNode } from "react";

type Props = { title: ReactNode; children?: ReactNode; actions?: ReactNode; aside?: ReactNode };

/** The one heading of a page: what it shows, in a sentence what that is, and what can be done with it. */
export const PageHeader = ({ title, children, actions, aside }: Props) => (
  <header className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
    <div className="min-w-0 flex-1 basis-48">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 tabIndex={-1} data-route-heading className="min-w-0 max-w-full text-lg break-words">
          {title}
        </h1>
        {aside}
      </div>
      {children && <div className="mt-1 max-w-prose text-pretty text-soft">{children}</div>}
    </div>
    {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
  </header>
);
