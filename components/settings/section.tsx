import { type ReactNode, useId } from "react";

type Props = { title: string; about?: string; children: ReactNode };

/** One thing that is set, with what it does. A hairline parts it from the next. */
export function Section({ title, about, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-line border-t py-6">
      <h2 id={id} className="text-base">
        {title}
      </h2>
      {about && <p className="mt-0.5 max-w-[60ch] text-soft">{about}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}
