"use client";

import { Ellipsis, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { LONG, State, type Theme } from "@/components/showcase/state";
import { Button, ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ColourChoice } from "@/components/ui/colour";
import { Combobox } from "@/components/ui/combobox";
import { DateInput, MomentField, TimeInput } from "@/components/ui/date-time";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Keys } from "@/components/ui/keys";
import { Menu, MenuGroup, MenuItem, MenuLine } from "@/components/ui/menu";
import { Palette } from "@/components/ui/palette";
import { Search } from "@/components/ui/search";
import { Select } from "@/components/ui/select";
import { Sheet } from "@/components/ui/sheet";
import { Suggest } from "@/components/ui/suggest";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { Tooltip } from "@/components/ui/tooltip";

type Props = { theme: Theme };

const FOCUSED = "outline-2 outline-offset-2 outline-focus";
const PLANS = ["Free", "Pro", "Business"].map((label) => ({ value: label.toLowerCase(), label }));
const ZONES = ["Europe/Berlin", "Europe/Lisbon", "America/New_York", "Asia/Tokyo"].map((value) => ({ value, label: value }));

export const Words = () => (
  <>
    <State says="Titles, 600/112">
      <div className="grid gap-2">
        <p className="text-xl voice-title">Every dot is a person</p>
        <p className="text-lg voice-title">Every dot is a person</p>
        <p className="text-base voice-title">Every dot is a person</p>
      </div>
    </State>
    <State says="Body, 420/100">
      <p className="max-w-prose">
        Every customer you have ever heard from, live and in one place. <span className="text-soft">What is softer is less.</span>
      </p>
    </State>
    <State says="Labels, 550/88">
      <p className="voice-label">Last seen · 1,284 of 10,312 people</p>
    </State>
    <State says="Ids and payloads">
      <code className="font-mono text-xs">cus_01m8ar6xm3f3saeptw6gdxx6c2</code>
    </State>
    <State says="Colours">
      <span className="text-people">people</span>
      <span className="text-good">good</span>
      <span className="text-warn">warn</span>
      <span className="text-bad">bad</span>
      <span className="text-note">note</span>
      <span className="text-soft">soft</span>
    </State>
  </>
);

const VARIANTS = ["primary", "secondary", "quiet", "danger"] as const;
const WORDS = { primary: "Send to 11,529 people", secondary: "Duplicate", quiet: "Cancel", danger: "Delete segment" };

export const Buttons = () => (
  <>
    {VARIANTS.map((variant) => (
      <State key={variant} says={variant[0]!.toUpperCase() + variant.slice(1)}>
        <Button variant={variant}>{WORDS[variant]}</Button>
        <Button variant={variant} className={FOCUSED}>
          Focused
        </Button>
        <Button variant={variant} pending>
          Waiting
        </Button>
        <Button variant={variant} disabled>
          Disabled
        </Button>
      </State>
    ))}
    <State says="Small, icon, link">
      <Button size="small">Small</Button>
      <Button>
        <Plus aria-hidden />
        With an icon
      </Button>
      <Tooltip says="Delete">
        <Button size="icon" variant="quiet" aria-label="Delete">
          <Trash2 aria-hidden />
        </Button>
      </Tooltip>
      <ButtonLink href="#buttons">A link</ButtonLink>
    </State>
  </>
);

export const Fields = () => (
  <div className="grid gap-4 sm:grid-cols-2">
    <Field label="At rest" description="What it does.">
      <Input placeholder="Spring release" />
    </Field>
    <Field label="Focused">
      <Input defaultValue="Spring release" className={FOCUSED} />
    </Field>
    <Field label="Invalid" error="Another segment has this name. Choose another one.">
      <Input defaultValue="VIP" />
    </Field>
    <Field label="Disabled" disabled>
      <Input defaultValue="Not yours to change" />
    </Field>
    <Field label="Long">
      <Input defaultValue={LONG} />
    </Field>
    <Field label="Several lines">
      <Textarea defaultValue={LONG} />
    </Field>
  </div>
);

export function Choices({ theme }: Props) {
  const [typed, setTyped] = useState("");
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Select">
          <Select options={PLANS} />
        </Field>
        <Field label="Select, invalid" error="Choose a plan.">
          <Select options={PLANS} />
        </Field>
        <Field label="Combobox">
          <Combobox options={ZONES} defaultValue="Europe/Berlin" />
        </Field>
        <Field label="Combobox, disabled" disabled>
          <Combobox options={ZONES} defaultValue="Asia/Tokyo" disabled />
        </Field>
      </div>
      <Suggest
        label="Suggest: one of these, or another"
        items={["Signed Up", "Order Placed", "Cart Updated"]}
        value={typed}
        onValueChange={setTyped}
        take={setTyped}
        newLabel={(text) => `Use “${text}”`}
      />
      <State says="Checkbox">
        <Checkbox>Off</Checkbox>
        <Checkbox defaultChecked>On</Checkbox>
        <Checkbox indeterminate>Some</Checkbox>
        <Checkbox disabled>Disabled</Checkbox>
      </State>
      <form key={theme}>
        <ColourChoice chosen="note" />
      </form>
      <Search path="/ui" label={`Search, in ${theme}`} q={undefined} />
    </>
  );
}

export const Dates = () => (
  <div className="grid gap-4 sm:grid-cols-2">
    <Field label="Day">
      <DateInput defaultValue="2026-11-26" />
    </Field>
    <Field label="Time of day">
      <TimeInput defaultValue="09:30" />
    </Field>
    <MomentField label="Moment" onChoose={() => undefined} />
  </div>
);

export function Floating() {
  const [sheet, setSheet] = useState(false);
  const [palette, setPalette] = useState(false);
  const close = () => setPalette(false);
  return (
    <State says="Press to open">
      <Dialog trigger={<Button>Dialog</Button>} title="Delete “VIP”?" description="2 automations ask for it. This cannot be undone.">
        <DialogActions>
          <DialogClose />
          <Button variant="danger">Delete segment</Button>
        </DialogActions>
      </Dialog>
      <Sheet trigger={<Button>Sheet</Button>} title="A sheet" side="right" open={sheet} onOpenChange={setSheet}>
        <Button onClick={() => setSheet(false)}>Close</Button>
      </Sheet>
      <Menu
        trigger={
          <Button size="icon" aria-label="Menu">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuGroup label="A group">
          <MenuItem>Duplicate</MenuItem>
          <MenuItem disabled>Disabled</MenuItem>
        </MenuGroup>
        <MenuLine />
        <MenuItem danger>Delete…</MenuItem>
      </Menu>
      <Button onClick={() => toast("“VIP” was deleted", { undo: () => undefined })}>Toast</Button>
      <Button onClick={() => setPalette(true)}>Palette</Button>
      {palette && (
        <Palette
          label="Palette"
          placeholder="Type"
          typed=""
          onType={() => undefined}
          groups={[{ value: "Do", items: [{ id: "new", label: "New segment", icon: Plus, keys: ["n"], run: close }] }]}
          empty="Nothing"
          onClose={close}
        />
      )}
      <Keys keys={["g", "c"]} />
    </State>
  );
}
