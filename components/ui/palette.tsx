"use client";

import { Autocomplete as Base } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { type LucideIcon, SearchIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Keys } from "@/components/ui/keys";

export type PaletteItem = {
  id: string;
  label: string;
  detail?: string | undefined;
  icon: LucideIcon;
  keys?: readonly string[];
  run: () => void;
};
export type PaletteGroup = { value: string; items: readonly PaletteItem[] };

type Props = {
  label: string;
  placeholder: string;
  typed: string;
  onType: (typed: string) => void;
  /** What fits what is typed, in the order it is shown in. */
  groups: readonly PaletteGroup[];
  /** What is said where nothing fits, or not yet. */
  empty: ReactNode;
  onClose: () => void;
};

/** One line to type in and a list to take from, over everything. Arrows, Enter and Escape are all it needs. */
export const Palette = ({ label, placeholder, typed, onType, groups, empty, onClose }: Props) => (
  <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
    <Dialog.Portal>
      <Dialog.Backdrop className="fixed inset-0 z-40 bg-ink/25 transition-opacity duration-appear data-starting-style:opacity-0 dark:bg-sunk/70" />
      <Dialog.Popup
        data-keeps-focus
        aria-label={label}
        className="fixed top-[10vh] left-1/2 z-50 flex max-h-[70vh] w-[min(calc(100vw-32px),36rem)] -translate-x-1/2 flex-col overflow-hidden rounded-dialog border border-line bg-panel shadow-float transition duration-appear ease-out data-starting-style:translate-y-1 data-starting-style:opacity-0"
      >
        <Base.Root open inline mode="none" items={groups} value={typed} onValueChange={onType} autoHighlight="always" keepHighlight>
          <div className="flex items-center gap-2.5 border-line border-b px-4">
            <SearchIcon aria-hidden className="size-4 shrink-0 stroke-icon text-soft" />
            <Base.Input
              aria-label={label}
              placeholder={placeholder}
              className="h-11 min-w-0 flex-1 bg-transparent text-base outline-none"
            />
            <Dialog.Close className="touchable cursor-pointer rounded-thing text-soft" aria-label="Close: Esc">
              <Keys keys={["Esc"]} />
            </Dialog.Close>
          </div>
          <Base.Empty>
            <div className="px-4 py-6 text-center text-soft">{empty}</div>
          </Base.Empty>
          <Base.List className="min-h-0 scroll-py-2 overflow-y-auto p-2 data-empty:hidden">
            {(group: PaletteGroup) => (
              <Base.Group key={group.value} items={group.items} className="not-last:mb-2">
                <Base.GroupLabel className="px-2 py-1 text-soft text-xs voice-label">{group.value}</Base.GroupLabel>
                <Base.Collection>{(item: PaletteItem) => <Row key={item.id} item={item} />}</Base.Collection>
              </Base.Group>
            )}
          </Base.List>
        </Base.Root>
      </Dialog.Popup>
    </Dialog.Portal>
  </Dialog.Root>
);

const Row = ({ item }: { item: PaletteItem }) => (
  <Base.Item
    value={item}
    onClick={item.run}
    className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-thing px-2 py-1 outline-none select-none data-highlighted:bg-sunk pointer-coarse:min-h-10"
  >
    <item.icon aria-hidden className="size-4 shrink-0 stroke-icon text-soft" />
    <span className="truncate">{item.label}</span>
    {item.detail && <span className="min-w-0 truncate text-soft">{item.detail}</span>}
    {item.keys && (
      <span className="ml-auto shrink-0 max-sm:hidden">
        <Keys keys={item.keys} />
      </span>
    )}
  </Base.Item>
);
