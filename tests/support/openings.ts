import type { Locator, Page } from "@playwright/test";

type Words = string | RegExp;

/** A dialog, a sheet, a menu or a list of choices, and how it is opened without a mouse. */
export type Opening = {
  /** The component it is written in, below components/. */
  of: string;
  /** What is pressed to open it: a button, and perhaps something in the menu or the sheet which that opens. */
  press: readonly Words[];
  /** What it is called; a list of choices by what is chosen, a menu by nothing. */
  name?: Words;
  role?: "dialog" | "menu" | "listbox";
  /** What must be done before it can be opened. */
  first?: (page: Page) => Promise<unknown>;
  /** Where the way to open it is no button. */
  opener?: (page: Page) => Locator;
  /** Where it is opened by keys that stand for no place on the page. */
  keys?: string;
  /** Who opens it needs room beside the page. */
  isWide?: boolean;
};

/** A page and what can be opened there. In its address `{word}` is what the test has made under that word. */
export type Place = { at: string; openings: readonly Opening[] };

const menu = (of: string, button: Words, ...items: readonly (readonly [item: Words, name: Words, of?: string])[]): Opening[] => [
  { of, press: [button], role: "menu" },
  ...items.map(([item, name, other]) => ({ of: other ?? of, press: [button, item], name })),
];
const choices = (of: string, name: Words, more: Partial<Opening> = {}): Opening => ({
  ...{ of, name, role: "listbox", press: [], ...more },
  opener: (page) => page.getByRole("combobox", { name, exact: true }),
});
/** The first dot, which is a person. */
const dot = (of = "customers/person-sheet"): Opening => ({
  ...{ of, press: [], name: /./ },
  opener: (page) => page.locator("main [data-dot]").first(),
});

/**
 * Everything of ours that can be opened over a page. An architecture test counts it against the components, so that none is forgotten.
 */
export const PLACES: Readonly<Record<string, readonly Place[]>> = {
  shell: [
    {
      at: "",
      openings: [
        { of: "shell/account-menu", press: [/^Account of/], role: "menu" },
        { of: "shell/shortcuts", press: [/^Account of/, "Keyboard shortcuts"], name: "Keyboard shortcuts" },
        { of: "shell/narrow-navigation", press: ["Open navigation"], name: "Navigation" },
        { of: "shell/project-switcher", press: ["Open navigation", /Change project$/], role: "menu" },
        { of: "shell/project-switcher", press: [/Change project$/], role: "menu", isWide: true },
        { of: "shell/command-palette", press: [/^Search/], name: "Search or go to" },
        { of: "shell/shortcuts", press: [], keys: "?", name: "Keyboard shortcuts" },
      ],
    },
  ],
  customers: [
    {
      at: "customers?q={run}",
      openings: [
        { of: "customers/create-customer", press: ["Add customer"], name: "Add a customer" },
        {
          ...{ of: "customers/select-customers", name: "Tag to add or remove", role: "listbox", press: [] },
          first: (page) => page.getByRole("checkbox", { name: "Choose everybody on this page" }).press("Space"),
          opener: (page) => page.getByRole("region", { name: "Chosen customers" }).getByRole("combobox"),
        },
      ],
    },
    {
      at: "customers/{customer}",
      openings: [
        { of: "customers/record-event", press: ["Record event"], name: "Record an event" },
        { of: "customers/trait-dialog", press: ["Add trait"], name: "Add a trait" },
        { of: "customers/trait-dialog", press: ["Edit plan"], name: "Edit plan" },
        ...menu("customers/erase-customer", "More actions", ["Erase…", /^Erase /]),
        { of: "customers/person-sheet", press: [/^Why is /], name: /. (Opened|Other)$/ },
        { of: "customers/undo-merge", press: [/^Undo the merge/], name: "Undo this merge?" },
        choices("tags/customer-tags", "Add a tag", { first: (page) => page.getByRole("combobox", { name: "Add a tag" }).fill("new") }),
      ],
    },
  ],
  segments: [
    {
      at: "segments/{segment}",
      openings: menu("segments/segment-actions", "More actions", ["Delete…", /^Delete “Opened/]),
    },
    { at: "segments/{segment}/edit", openings: [dot()] },
  ],
  catalogues: [
    {
      at: "events/names/Opened%20{run}",
      openings: [
        { of: "events/edit-event-type", press: ["Edit event"], name: /^Edit “Opened/ },
        ...menu("events/delete-event-type", "More actions", ["Delete history…", /^Delete the history of “Opened/]),
      ],
    },
    {
      at: "traits/plan",
      openings: [
        { of: "traits/edit-trait", press: ["Edit trait"], name: "Edit “plan”" },
        ...menu("traits/delete-trait", "More actions", ["Delete…", "Delete “plan”?"]),
      ],
    },
    {
      at: "tags?q={run}",
      openings: [
        { of: "tags/tag-form", press: ["New tag"], name: "New tag" },
        ...menu(
          "tags/tag-actions",
          /^Actions for Opened one/,
          ["Edit…", /^Edit “Opened/, "tags/tag-form"],
          ["Where it is used…", /^Where “Opened/],
          ["Merge…", /^Merge “Opened/],
          ["Delete…", /^Delete “Opened/],
        ),
        choices("tags/tag-actions", "Into", {
          press: [/^Actions for Opened one/, "Merge…"],
        }),
      ],
    },
  ],
  automations: [
    { at: "automations/new", openings: [{ of: "automations/new-automation", press: ["Start blank"], name: "New automation" }] },
    {
      at: "automations/{draft}",
      openings: [
        { of: "automations/steps", press: [/^Add a step at the beginning/], role: "menu" },
        { of: "automations/publish-dialog", press: ["Go live"], name: /cannot go live yet$/ },
        ...menu(
          "automations/automation-actions",
          "More actions",
          ["Rename", /^Rename “/, "automations/rename-dialog"],
          ["Archive", /^Archive “/],
        ),
      ],
    },
    {
      at: "automations/{live}",
      openings: [{ of: "automations/pause-dialog", press: ["Pause"], name: /^Pause “/ }, dot()],
    },
    {
      at: "automations/{live}/people",
      openings: [
        {
          ...{ of: "automations/steer-bar", press: ["Move…"], name: "Move 1 person" },
          first: (page) => page.getByRole("checkbox", { name: /^Choose all/ }).press("Space"),
        },
        { of: "automations/steer-bar", press: ["Take out…"], name: "Take out 1 person" },
      ],
    },
    { at: "automations/{paused}", openings: [{ of: "automations/resume-dialog", press: ["Resume"], name: /^Resume “/ }] },
  ],
  broadcasts: [
    { at: "broadcasts", openings: [{ of: "broadcasts/new-broadcast", press: ["New broadcast"], name: "New broadcast" }] },
    {
      at: "broadcasts/{broadcast}",
      openings: [
        ...menu(
          "broadcasts/broadcast-actions",
          "More actions",
          ["Rename…", /^Rename “/, "automations/rename-dialog"],
          ["Delete…", /^Delete “/],
        ),
        { of: "broadcasts/send-dialog", press: ["Send or schedule…"], name: /^Send “/ },
        dot(),
      ],
    },
    { at: "broadcasts/{scheduled}", openings: menu("broadcasts/broadcast-actions", "More actions", ["Cancel broadcast…", /^Cancel “/]) },
  ],
  templates: [
    {
      at: "templates/new",
      openings: [
        { of: "templates/use-start", press: ["Start blank"], name: "New template" },
        { of: "templates/use-start", press: ["Use “Welcome”"], name: "New template" },
      ],
    },
    {
      at: "templates/{template}",
      openings: [
        ...menu(
          "templates/editor-actions",
          "More",
          ["Rename…", /^Rename “/, "automations/rename-dialog"],
          ["Convert to HTML…", /^Convert “/, "templates/editor-dialogs"],
          ["Delete…", /^Delete “/, "templates/editor-dialogs"],
        ),
        { of: "templates/send-test", press: ["Send test"], name: "Send a test" },
        { of: "templates/insert-variable", press: ["Insert variable"], name: "Insert a variable" },
        choices("templates/insert-variable", "What", { press: ["Insert variable"] }),
        { of: "templates/insert-image", press: ["Insert picture"], name: "Insert a picture" },
        {
          ...{ of: "templates/event-sample", press: ["Change the event"], name: "Triggering event" },
          first: (page) => page.getByRole("tab", { name: "Preview" }).press("Enter"),
        },
      ],
    },
    {
      at: "templates/{template}/versions",
      openings: [{ of: "templates/version-table", press: ["Restore version 1"], name: /^Replace the draft of “Opened/ }],
    },
  ],
  "integrations and jobs": [
    {
      at: "integrations/webhook",
      openings: [
        { of: "integrations/integration-actions", press: ["New secret"], name: "Make a new signing secret?" },
        { of: "integrations/integration-actions", press: ["Disconnect"], name: /^Disconnect / },
      ],
    },
    {
      at: "integrations/webhooks/{webhook}",
      openings: [
        { of: "webhooks/webhook-actions", press: ["New secret"], name: "Make a new signing secret?" },
        { of: "webhooks/webhook-actions", press: ["Delete"], name: "Delete this webhook?" },
      ],
    },
    { at: "jobs/{job}", openings: [{ of: "jobs/job-actions", press: ["Cancel this job"], name: "Cancel this job?" }] },
  ],
  settings: [
    {
      at: "settings",
      openings: [
        choices("settings/general-form", "Time zone"),
        choices("settings/general-form", "Currency"),
        { of: "settings/delete-project", press: [/^Delete /], name: /^Delete / },
      ],
    },
    {
      at: "settings/keys",
      openings: [
        { of: "settings/new-key-dialog", press: ["New key"], name: "New key" },
        { of: "settings/rotate-key", press: [/^Rotate /], name: /^Rotate “/ },
        { of: "settings/revoke-key", press: [/^Revoke /], name: /^Revoke “/ },
      ],
    },
    {
      at: "settings/team",
      openings: [
        { of: "team/invite-dialog", press: ["Invite somebody"], name: "Invite somebody" },
        ...menu(
          "team/member-actions",
          /^More about Some viewer/,
          ["Transfer the project to them…", /^Transfer the project/],
          ["Remove…", /^Remove Some viewer/],
        ),
        { of: "team/leave-project", press: [/^Leave /], name: /^Leave / },
        { of: "team/invitation-actions", press: [/^Resend/], name: "A new link" },
      ],
    },
  ],
};

/** Of a sample, which has a test of its own. */
export const REMOVES_SAMPLE: Opening = { of: "sample/sample-note", press: ["Remove the sample"], name: "Remove the sample?" };
