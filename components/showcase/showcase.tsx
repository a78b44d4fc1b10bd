import type { ReactNode } from "react";
import { Buttons, Choices, Dates, Fields, Floating, Words } from "@/components/showcase/controls";
import { Emptiness, Everybody, Figures, Lists, Loading, People, Tables } from "@/components/showcase/shapes";
import type { Theme } from "@/components/showcase/state";

const SECTIONS: readonly [string, (props: { theme: Theme }) => ReactNode][] = [
  ["Type", Words],
  ["Buttons", Buttons],
  ["Fields", Fields],
  ["Choices", Choices],
  ["Days, times and moments", Dates],
  ["What floats", Floating],
  ["People and states", People],
  ["The Crowd", Everybody],
  ["Figures and charts", Figures],
  ["Tables and tabs", Tables],
  ["Lines of time, ids and JSON", Lists],
  ["Nothing there", Emptiness],
  ["Loading", Loading],
];

/** Every component in every state, in both themes beside each other. What floats opens in the theme of the page. */
export const Showcase = () => (
  <main className="flex flex-col gap-10 p-6">
    <h1 className="text-xl">Components</h1>
    {SECTIONS.map(([title, Section]) => (
      <section key={title} aria-label={title}>
        <h2 className="mb-3 text-lg">{title}</h2>
        <div className="grid gap-4 lg:grid-cols-2">
          {(["light", "dark"] as const).map((theme) => (
            <div key={theme} className={`${theme} flex min-w-0 flex-col gap-5 rounded-dialog border border-line bg-canvas p-6 text-ink`}>
              <Section theme={theme} />
            </div>
          ))}
        </div>
      </section>
    ))}
  </main>
);
